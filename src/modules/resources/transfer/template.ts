import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { writeTemplate, xlsxType, type FieldSpec } from '#platform/sheets/index.ts'
import { levels } from '../catalogue/description.ts'
import { listLicences } from '../catalogue/store/origin.ts'
import { accesses, kinds } from '../resource.ts'
import { licenceChoices } from './read-folder.ts'
import { columns } from './read-sheet.ts'

const examples: Partial<Record<(typeof columns)[number], string>> = {
  files: 'bai-1/giao-an.docx; bai-1/slide.pptx',
  title: 'Giáo án bài 1',
  keywords: 'hàn, an toàn',
}

/** A sheet to fill in, with the lists to choose from. */
export const templateEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/nhap/mau/bang-mo-ta.xlsx',
  permission: 'resources.contribute',
  async handle({ app, read }) {
    const t = app.catalog('vi')
    const licences = await read(listLicences)
    const lists: Record<string, string[]> = {
      kind: kinds.map((one) => t.dynamic(`resources.kind.${one}`)),
      licence: licenceChoices(licences).map((one) => one.words[0]!),
      access: accesses.map((one) => t.dynamic(`resources.access.${one}`)),
      levels: levels.map((one) => t.dynamic(`institutions.level.${one}`)),
    }
    const fields: FieldSpec[] = columns.map((key) => ({
      key,
      labels: [t(`resources.transfer.column.${key}`)],
      kind: 'text',
      ...(examples[key] && { example: examples[key] }),
    }))
    const bytes = await writeTemplate(fields, {
      title: t('resources.transfer.template'),
      instructions: [t('resources.transfer.template_text')],
      lists,
    })
    return new Response(bytes as BodyInit, {
      headers: {
        'content-type': xlsxType,
        'content-disposition': contentDisposition('mo-ta.xlsx'),
        'cache-control': 'private, no-store',
      },
    })
  },
})
