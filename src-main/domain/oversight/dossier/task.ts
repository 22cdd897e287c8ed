import { z } from 'zod'
import type { Bytes } from '../../../core/bytes.ts'
import { command, type TaskContext, task } from '../../../core/module.ts'
import type { DossierPart } from '../../../core/ports/dossiers.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { lookingAt } from '../../applications/looks.ts'
import { fileToken } from '../../files/token.ts'
import { type ReviewPage, readReviewPage } from '../../formal-review/page.ts'
import { namePart } from '../../formal-review/papers/frozen.ts'
import type { PaperContext } from '../../papers/paper-task.ts'
import { type CatalogueLine, cataloguePaper, coverPaper, dossierEntries, remarkOn } from './contents.ts'

/** One dossier as it was written. */
export type DossierWritten = {
  readonly application: string
  readonly name: string
  readonly pages: number
  /** Documents that stand in the catalogue only. */
  readonly leftOut: number
}

const mostAtOnce = 500

/** That somebody holds everything of an application in the hand now goes on record before the file is written. */
const recordDossier = command({
  permission: may('review:read'),
  input: z.string(),
  decide: (context) => ok({ events: lookingAt(context, context.input, '全过程卷宗'), value: null }),
})

type Context = TaskContext<unknown> & PaperContext<unknown>

/** 全过程卷宗 of each application as one PDF with catalogue and page numbers, into a folder. It may be cancelled in between. */
export const writeDossiers = task({
  permission: may('review:read'),
  input: z.strictObject({
    applications: z.array(z.string().max(120)).min(1).max(mostAtOnce),
    folder: fileToken,
  }),
  async run(asked): Promise<Result<readonly DossierWritten[]>> {
    const context = { ...asked, person: asked.person! } as Context
    const { applications, folder } = asked.input
    const written: DossierWritten[] = []
    for (const application of new Set(applications)) {
      asked.signal.throwIfAborted()
      const page = readReviewPage(context, application)
      if (!page) return refuse('formal-review/unknown-application')
      const bound = await boundDossier(page, context)
      if (!bound.ok) return bound
      asked.signal.throwIfAborted()
      const recorded = asked.execute(recordDossier, application)
      if (!recorded.ok) return recorded
      const name = `全过程卷宗-${namePart(page.application.content.number)}.pdf`
      const file = await asked.ports.files.write(folder, name, bound.value.pdf)
      if (!file.ok) return file
      written.push({
        application,
        name: file.value.name,
        pages: bound.value.pages,
        leftOut: bound.value.leftOut,
      })
    }
    return ok(written)
  },
})

/** The whole dossier as PDF, how many pages it has, and how many documents could not be bound. */
async function boundDossier(
  page: ReviewPage,
  context: Context,
): Promise<Result<{ readonly pdf: Bytes; readonly pages: number; readonly leftOut: number }>> {
  const { ports, signal, progress } = context
  const job = { signal, progress }
  const entries = dossierEntries(page, context)
  const looked = await ports.dossiers.look(
    entries.flatMap((entry) => ('document' in entry ? [entry.document] : [])),
    job,
  )
  const parts: DossierPart[] = []
  const lines: Omit<CatalogueLine, 'from'>[] = []
  const isBound: boolean[] = []
  let document = 0
  for (const [i, entry] of entries.entries()) {
    signal.throwIfAborted()
    progress({ done: i, total: entries.length, step: 'dossiers/papers' })
    if ('paper' in entry) {
      const pdf = await ports.papers.pdf(entry.paper)
      parts.push({ pdf })
      lines.push({ title: entry.title, pages: await ports.dossiers.pagesOf(pdf), remark: '' })
      isBound.push(true)
      continue
    }
    const bindable = looked[document++]!
    if (bindable.pages !== null) parts.push({ document: entry.document })
    lines.push({ title: entry.title, pages: bindable.pages ?? 0, remark: remarkOn(bindable, entry.size) })
    isBound.push(bindable.pages !== null)
  }
  const front = await frontPapers(page, context, lines, isBound)
  const title = `全过程卷宗 ${page.application.content.number}`
  const bound = await ports.dossiers.bind({ title, parts: [...front.parts, ...parts] }, job)
  if (!bound.ok) return bound
  const leftOut = isBound.filter((one) => !one).length
  return ok({ pdf: bound.value, pages: front.total, leftOut })
}

/** Cover and catalogue; the catalogue is as long as its lines, whatever page numbers stand in them. */
async function frontPapers(
  page: ReviewPage,
  context: Context,
  lines: readonly Omit<CatalogueLine, 'from'>[],
  isBound: readonly boolean[],
) {
  const { papers, dossiers } = context.ports
  const numbered = (from: number): readonly CatalogueLine[] => {
    let at = from
    return lines.map((line, i) => {
      const first = isBound[i] ? at : null
      at += line.pages
      return { ...line, from: first }
    })
  }
  const body = lines.reduce((sum, { pages }) => sum + pages, 0)
  const drawn = async (length: number) => {
    const cover = await papers.pdf(coverPaper(page, context, 1 + length + body))
    const catalogue = await papers.pdf(cataloguePaper(page, context, numbered(2 + length)))
    return { cover, catalogue, pages: await dossiers.pagesOf(catalogue) }
  }
  const first = await drawn(1)
  const last = first.pages === 1 ? first : await drawn(first.pages)
  return { parts: [{ pdf: last.cover }, { pdf: last.catalogue }], total: 1 + last.pages + body }
}
