import { preselected } from '../../src-main/domain/revisions/rules.ts'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { backendOptions, clientOf, password, value } from './office.ts'

// Compares a list with what is here and takes in what is proposed, in a process of its own, which somebody kills:
// <home> <file> <batch>. Says when taking in begins and what came of it.
const [home, file, batch] = process.argv.slice(2) as [string, string, string]

const backend = await openBackend(backendOptions(home))
const desk = clientOf(backend.openSession({ kind: 'window' }))
const [first] = await value(desk.entry.people({ desk: 'JS-training' }))
await value(desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
const { token } = await backend.fileTokens.grant(file)
const read = await value(desk.applications.readList({ file: token, sheet: null, batch, mapping: null }))
const staged = read.staged!
const comparison = await value(desk.revisions.compare({ staged, leaveOut: [], origin: null }))
const chosen = comparison.rows.flatMap((row) => {
  const fields = row.group === 'changed' ? [...preselected(row)] : []
  return fields.length > 0 ? [{ row: row.row, fields }] : []
})
process.stdout.write('begins\n')
const taken = await desk.revisions.takeIn({ staged, leaveOut: [], chosen, reason: '', seen: comparison.seen })
process.stdout.write(`${taken.ok ? 'acknowledged' : taken.error.code}\n`)
await backend.close()
