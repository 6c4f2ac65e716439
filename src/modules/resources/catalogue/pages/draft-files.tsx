import type { ViewContext } from '#platform/pages/page.ts'
import { Button, FieldSet, FileField, Select, TextField } from '#ui/index.ts'
import { FileSeen } from '../../files/file-seen.tsx'
import type { FileState } from '../../files/store/state.ts'
import { OnTheirWay, UploadField } from '../../files/upload-field.tsx'
import { fileRoles, type VersionFile } from '../../resource.ts'
import type { DraftData } from './draft.tsx'
import { sizeText } from './words.tsx'

/** Files of a draft: what there is, what each is for, and more of them. */
export function DraftFiles({ data, context }: { data: DraftData; context: ViewContext }) {
  const { files } = data.whole
  const { t, form } = context
  return (
    <div id="p-files">
      <FieldSet legend={t('resources.catalogue.files')}>
        <ul class="grid gap-3" data-files>
          {files.map((file, at) => (
            <FileLine
              key={file.id}
              file={file}
              at={at}
              state={data.states.get(file.hash)}
              context={context}
            />
          ))}
        </ul>
        <OnTheirWay uploads={data.uploads} context={context} />
        <div class="mt-4">
          <UploadField version={data.whole.version.id} context={context} />
        </div>
        <div class="mt-4" data-upload-plain>
          <FileField
            name="files[]"
            error={form.errors.files}
            label={
              files.length > 0 ? t('resources.catalogue.more_files') : t('resources.catalogue.choose_files')
            }
            hint={t('resources.catalogue.files_hint')}
            multiple
          />
        </div>
      </FieldSet>
    </div>
  )
}

function FileLine({
  file,
  at,
  state,
  context,
}: {
  file: VersionFile
  at: number
  state: FileState | undefined
  context: ViewContext
}) {
  const { t, form } = context
  const isSeen = /^(image|video)\//.test(file.mime)
  return (
    <li class="panel" data-file={file.id}>
      <div class="flex flex-wrap items-baseline justify-between gap-2">
        <p class="min-w-0 break-words font-semibold">
          <a href={`/hoc-lieu/tep/${file.id}`}>{file.path}</a>{' '}
          <span class="font-normal text-muted">{sizeText(file.size, t)}</span>
        </p>
        <Button
          kind="ghost"
          small
          name="remove"
          value={`file:${file.id}`}
          label={t('resources.catalogue.take_out_of', { what: file.path })}
        >
          {t('resources.catalogue.take_out')}
        </Button>
      </div>
      <FileSeen file={file} state={state} context={context} />
      <input type="hidden" name={`file.${at}.id`} value={file.id} />
      <div class="mt-2 grid gap-x-4 sm:grid-cols-2">
        <Select
          {...form.field(`file.${at}.role`, file.role)}
          label={t('resources.catalogue.file_role')}
          options={fileRoles.map((value) => ({
            value,
            label: t.dynamic(`resources.catalogue.role.${value}`),
          }))}
        />
        {file.role !== 'content' && (
          <TextField
            {...form.field(`file.${at}.language`, file.language)}
            label={t('resources.catalogue.file_language')}
            hint={t('resources.catalogue.file_language_hint')}
            width="short"
          />
        )}
      </div>
      {isSeen && (
        <TextField
          {...form.field(`file.${at}.alternative_text`, file.alternative_text)}
          label={t('resources.catalogue.alternative_text')}
          hint={t('resources.catalogue.alternative_text_hint')}
          maxlength={1000}
        />
      )}
    </li>
  )
}
