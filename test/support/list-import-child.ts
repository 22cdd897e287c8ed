import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { backendOptions, clientOf, password, value } from './office.ts'

// Imports a list in a process of its own, which somebody kills: <home> <file> <batch>. Says when the import begins and
// when it has been acknowledged.
const [home, file, batch] = process.argv.slice(2) as [string, string, string]

const backend = await openBackend(backendOptions(home))
const desk = clientOf(backend.openSession({ kind: 'window' }))
const [first] = await value(desk.entry.people({ desk: 'JS-training' }))
await value(desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
const { token } = await backend.fileTokens.grant(file)
const read = await value(desk.applications.readList({ file: token, sheet: null, batch, mapping: null }))
process.stdout.write('begins\n')
const key = 'the-same-key'
await value(desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }, { key }))
process.stdout.write('acknowledged\n')
