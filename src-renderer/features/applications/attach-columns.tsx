import { bytesInWords } from '../../text/message.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { ApplicationSelect } from './application-select.tsx'
import styles from './attach.module.css'
import type { Choices, FoundDocument } from './found-documents.ts'

/** Columns of the table of files; the last lets a person say whose a file is. */
export function attachColumns(
  batch: string,
  choices: Choices,
  onChoices: (choices: Choices) => void,
): readonly Column<FoundDocument>[] {
  function choose(document: FoundDocument, chosen: { application: string; number: string } | null) {
    if (!document.file) return
    const next = new Map(choices)
    if (chosen) next.set(document.file.token, chosen)
    else next.delete(document.file.token)
    onChoices(next)
  }
  return [
    {
      key: 'file',
      title: '文件',
      width: 320,
      grows: true,
      text: ({ file }) => file?.name ?? '',
      render: ({ file }) => file?.name ?? <span className={styles.none}>没有文件</span>,
    },
    {
      key: 'size',
      title: '大小',
      width: 92,
      align: 'right',
      text: ({ file }) => (file ? bytesInWords(file.size) : ''),
    },
    {
      key: 'state',
      title: '状况',
      width: 96,
      text: ({ state }) => state,
      render: ({ state }) => <StateTag state={state} />,
    },
    {
      key: 'number',
      title: '申报编号',
      width: 300,
      text: ({ number }) => number,
      render(document) {
        if (document.state === '待指定' || document.state === '对不上') {
          return (
            <ApplicationSelect
              batch={batch}
              candidates={document.candidates}
              label={`「${document.file?.name}」是哪一项申报的`}
              onChoose={(chosen) => choose(document, chosen)}
            />
          )
        }
        const isChosen = document.file !== null && choices.has(document.file.token)
        return (
          <>
            {document.number}
            {isChosen && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => choose(document, null)}
                aria-label={`重新指定「${document.file?.name}」`}
              >
                <CloseIcon />
              </button>
            )}
          </>
        )
      },
    },
  ]
}
