import { AppError } from '#platform/errors.ts'
import { wholeCatalog } from './compose.ts'
import { modules } from './modules.ts'

const systemProblems: Record<string, string> = {
  EACCES: 'không có quyền',
  EPERM: 'không được phép',
  EROFS: 'ổ đĩa chỉ cho đọc',
  ENOSPC: 'ổ đĩa đã đầy',
  ENOENT: 'không tìm thấy',
  ENOTDIR: 'có một phần của đường dẫn không phải thư mục',
  EEXIST: 'đã có tệp cùng tên',
  EISDIR: 'đây là thư mục, không phải tệp',
}

/** A failure as the person at the command line reads it. */
export function explain(error: unknown): string {
  if (error instanceof AppError) {
    const t = wholeCatalog(modules)('vi')
    return t.dynamic(error.reason.key, error.reason.params)
  }
  const { code, path, message } = error as NodeJS.ErrnoException
  const words = code === undefined ? undefined : systemProblems[code]
  return words && path ? `${path}: ${words}` : message
}
