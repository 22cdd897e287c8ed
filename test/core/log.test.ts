import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, encodeHeader } from '../../src-main/core/event.ts'
import { type CommandRequest, execute } from '../../src-main/core/execute.ts'
import { type ChainInfo, openLog } from '../../src-main/core/log.ts'
import { ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import {
  colleague,
  confirmNote,
  editNote,
  type NotesDesk,
  noCertificate,
  noteEdited,
  notes,
  openNotes,
  projectedRows,
  writeNote,
  writer,
} from '../support/log.ts'

let counter = 0
function ask(input: unknown, more: Partial<CommandRequest> = {}): CommandRequest {
  return { key: `key-${++counter}`, call: 'notes.test', input, person: writer, second: null, ...more }
}

function events(desk: NotesDesk): number {
  return desk.db.sql<{ n: number }>('SELECT count(*) AS n FROM events')[0]!.n
}

function write(desk: NotesDesk, text: string): string {
  const written = execute(desk, writeNote, ask({ text }))
  if (!written.ok) throw new Error(written.error.code)
  return written.value.note
}

describe('a command', () => {
  it('is recorded as a chained event and projected in the same transaction', async () => {
    const desk = await openNotes()
    const note = write(desk, '第一条')
    write(desk, '第二条')
    expect(desk.log.headOf(desk.chain.number)?.seq).toBe(2)
    expect(desk.db.sql('SELECT text FROM notes ORDER BY subject')).toEqual([
      { text: '第一条' },
      { text: '第二条' },
    ])
    const [first] = desk.log.readSubject(note)
    expect(first).toMatchObject({ seq: 1, institution: 'JS', actor: { id: writer.id, role: '编辑' } })
  })

  it('that is sent twice with one key has one effect and the same answer', async () => {
    const desk = await openNotes()
    const request = ask({ text: '一次' })
    const first = execute(desk, writeNote, request)
    const again = execute(desk, writeNote, request)
    expect(again).toEqual(first)
    expect(events(desk)).toBe(1)
  })

  it('refuses a key that another person or another call used', async () => {
    const desk = await openNotes()
    const request = ask({ text: '一次' })
    execute(desk, writeNote, request)
    const other = execute(desk, writeNote, { ...request, person: colleague })
    expect(other).toMatchObject({ ok: false, error: { code: 'desk/key-used-before' } })
  })

  it('that is refused changes nothing, and its key may be used again', async () => {
    const desk = await openNotes()
    const refused = execute(desk, writeNote, ask({ text: '' }, { key: 'same' }))
    expect(refused).toMatchObject({ error: { code: 'notes/empty' } })
    expect(events(desk)).toBe(0)
    expect(execute(desk, writeNote, ask({ text: '好' }, { key: 'same' })).ok).toBe(true)
  })

  it('is refused without a role that grants it, without its second person, and with the same person twice', async () => {
    const desk = await openNotes()
    const note = write(desk, '待确认')
    const code = (more: Partial<CommandRequest>) => {
      const result = execute(desk, confirmNote, ask({ note }, more))
      return result.ok ? 'ok' : result.error.code
    }
    expect(code({ person: { ...writer, roles: [] } })).toBe('desk/not-permitted')
    expect(code({})).toBe('desk/second-person-missing')
    expect(code({ second: writer })).toBe('desk/second-person-is-the-first')
    expect(code({ second: { ...colleague, roles: ['编辑'] } })).toBe('desk/second-person-not-permitted')
    expect(code({ second: colleague })).toBe('ok')
  })

  it('is refused on a subject that another device writes', async () => {
    const desk = await openNotes()
    const result = execute(desk, editNote, ask({ note: 'note/ffffffff-1', text: '改' }))
    expect(result).toMatchObject({ error: { code: 'desk/not-the-writer' } })
  })

  it('leaves nothing behind when the local tables written with it fail', async () => {
    const desk = await openNotes()
    const failing = () => {
      throw new Error('disk full')
    }
    expect(() => execute(desk, writeNote, ask({ text: '半' }), { alongside: failing })).toThrow('disk full')
    expect(events(desk)).toBe(0)
    expect(desk.db.sql('SELECT * FROM notes')).toEqual([])
  })
})

/** A chain of another desk, its headers and bodies as a bundle would bring them. */
function foreignChain(
  desk: NotesDesk,
  bodies: readonly {
    type: string
    subject: string
    data: unknown
    version?: number
    audience?: 'office' | 'members'
  }[],
) {
  const device = suite.digest(new TextEncoder().encode(`device-${++counter}`))
  const chain: ChainInfo = desk.db.transaction(() =>
    desk.log.addChain({
      device,
      institution: 'SH',
      suite: suite.id,
      publicKey: '00'.repeat(32),
      certificate: noCertificate,
      own: false,
    }),
  )
  const prefix = device.slice(7, 15)
  let prev: string | null = null
  const made = bodies.map(({ type, subject, data, version = 1, audience = 'members' }, i) => {
    const bytes = encodeBody({
      salt: '0'.repeat(32),
      actor: { id: 'person/00000000-1', role: '编辑' },
      type,
      version,
      audience,
      subject: subject.replace('*', prefix),
      data: data as never,
    })
    const header = encodeHeader({
      device,
      seq: i + 1,
      prev,
      at: '2026-11-22T00:00:00.000Z',
      body: suite.digest(bytes),
    })
    prev = suite.digest(header)
    return { header, body: { event: prev, bytes } }
  })
  return { chain, headers: made.map(({ header }) => header), bodies: made.map(({ body }) => body) }
}

const written = { type: 'NoteWritten', subject: 'note/*-1', data: { text: '甲', colour: '红' }, version: 2 }
const edited = (text: string) => ({
  type: 'NoteEdited',
  subject: 'note/*-1',
  data: { text },
  audience: 'office' as const,
})

describe('events of another desk', () => {
  it('are projected when they arrive, an older version through its upcaster', async () => {
    const desk = await openNotes()
    const { chain, headers, bodies } = foreignChain(desk, [
      { ...written, version: 1, data: { text: '旧版' } },
      edited('改过'),
    ])
    desk.db.transaction(() => {
      desk.log.receiveHeaders(chain, headers)
      expect(desk.log.receiveBodies(bodies)).toEqual({ added: 2, odd: 0 })
    })
    expect(desk.db.sql('SELECT text, edits FROM notes')).toEqual([{ text: '改过', edits: 1 }])
    expect(desk.log.readSubject(`note/${chain.device.slice(7, 15)}-1`)[0]?.data).toEqual({
      text: '旧版',
      colour: '无',
    })
  })

  it('end in the same state in whatever order their bodies come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.boolean(),
        async (order, apart) => {
          const desk = await openNotes()
          const { chain, headers, bodies } = foreignChain(desk, [
            written,
            edited('一'),
            edited('二'),
            edited('三'),
          ])
          desk.db.transaction(() => desk.log.receiveHeaders(chain, headers))
          const given = order.map((i) => bodies[i]!)
          for (const some of apart ? given.map((one) => [one]) : [given])
            desk.db.transaction(() => desk.log.receiveBodies(some))
          expect(desk.db.sql('SELECT text, edits FROM notes')).toEqual([{ text: '三', edits: 3 }])
          desk.db.close()
        },
      ),
      { numRuns: 24 },
    )
  })

  it('whose headers are not here stay out', async () => {
    const desk = await openNotes()
    const { bodies } = foreignChain(desk, [written])
    expect(desk.db.transaction(() => desk.log.receiveBodies(bodies))).toEqual({ added: 0, odd: 0 })
    expect(projectedRows(desk.db, ['bodies', 'notes'])).toEqual(
      projectedRows((await openNotes()).db, ['bodies', 'notes']),
    )
  })

  it('that came before have no effect', async () => {
    const desk = await openNotes()
    const { chain, headers, bodies } = foreignChain(desk, [written, edited('一')])
    desk.db.transaction(() => {
      desk.log.receiveHeaders(chain, headers)
      desk.log.receiveBodies(bodies)
    })
    const before = projectedRows(desk.db, ['events', 'bodies', 'notes'])
    desk.db.transaction(() => expect(desk.log.receiveBodies(bodies)).toEqual({ added: 0, odd: 0 }))
    expect(projectedRows(desk.db, ['events', 'bodies', 'notes'])).toEqual(before)
  })

  it('that do not join throw and leave the log as it was', async () => {
    const desk = await openNotes()
    const { chain, headers } = foreignChain(desk, [written, edited('一'), edited('二')])
    const broken = [headers[0]!, headers[2]!]
    expect(() => desk.db.transaction(() => desk.log.receiveHeaders(chain, broken))).toThrow(
      'not-the-next-seq',
    )
    expect(events(desk)).toBe(0)
  })

  it.each([
    ['unknown-type', { ...written, type: 'NoteSung' }],
    ['too-new', { ...written, version: 3 }],
    ['invalid', { ...written, data: { text: 5 } }],
    ['audience-widened', { ...edited('宽'), audience: 'members' as const }],
    ['not-the-writer', { ...written, subject: 'note/12345678-1' }],
  ])(
    'whose body is odd (%s) are kept, not projected, and their subject is read-only',
    async (problem, odd) => {
      const desk = await openNotes()
      const { chain, headers, bodies } = foreignChain(desk, [odd])
      desk.db.transaction(() => {
        desk.log.receiveHeaders(chain, headers)
        expect(desk.log.receiveBodies(bodies)).toEqual({ added: 1, odd: 1 })
      })
      expect(desk.db.sql('SELECT problem FROM bodies')).toEqual([{ problem }])
      expect(desk.db.sql('SELECT * FROM notes')).toEqual([])
      const subject = odd.subject.replace('*', chain.device.slice(7, 15))
      expect(desk.log.isSetAside(subject)).toBe(problem !== 'not-the-writer')
    },
  )

  it('on a subject of ours do not stop us from writing on it', async () => {
    const desk = await openNotes()
    const note = write(desk, '我们的')
    const { chain, headers, bodies } = foreignChain(desk, [{ ...written, subject: note, type: 'NoteSung' }])
    desk.db.transaction(() => {
      desk.log.receiveHeaders(chain, headers)
      desk.log.receiveBodies(bodies)
    })
    expect(desk.db.sql('SELECT problem FROM bodies WHERE problem IS NOT NULL')).toEqual([
      { problem: 'not-the-writer' },
    ])
    expect(execute(desk, editNote, ask({ note, text: '继续' })).ok).toBe(true)
  })

  it('that an older program set aside are taken in by the one that knows them', async () => {
    const desk = await openNotes()
    const { chain, headers, bodies } = foreignChain(desk, [written, edited('改过')])
    const older = openLog(desk.db, [{ ...notes, events: [noteEdited] }], () => suite, desk.world)
    desk.db.transaction(() => {
      older.receiveHeaders(chain, headers)
      expect(older.receiveBodies(bodies).odd).toBe(1)
    })
    desk.db.sql('DELETE FROM notes')
    expect(desk.db.transaction(() => desk.log.admitAgain())).toBe(1)
    expect(desk.db.sql('SELECT text, edits FROM notes')).toEqual([{ text: '改过', edits: 1 }])
    expect(desk.db.transaction(() => desk.log.admitAgain())).toBe(0)
  })

  it('with a polluting body change no prototype', async () => {
    const desk = await openNotes()
    const { chain } = foreignChain(desk, [])
    const bytes = new TextEncoder().encode('{"v":1,"__proto__":{"polluted":1}}')
    const header = encodeHeader({
      device: chain.device,
      seq: 1,
      prev: null,
      at: '2026-11-22T00:00:00.000Z',
      body: suite.digest(bytes),
    })
    desk.db.transaction(() => {
      desk.log.receiveHeaders(chain, [header])
      desk.log.receiveBodies([{ event: suite.digest(header), bytes }])
    })
    expect(desk.db.sql('SELECT problem FROM bodies')).toEqual([{ problem: 'unreadable' }])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('projections', () => {
  it('rebuilt from the log are what they were, for any history', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), text: fc.string({ minLength: 1, maxLength: 20 }) }),
      fc.record({
        kind: fc.constant('edit' as const),
        text: fc.string({ maxLength: 20 }),
        which: fc.nat(20),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const desk = await openNotes()
        const known: string[] = []
        for (const one of steps) {
          if (one.kind === 'write') known.push(write(desk, one.text.toWellFormed()))
          else if (known.length > 0) {
            const note = known[one.which % known.length]!
            execute(desk, editNote, ask({ note, text: one.text.toWellFormed() }))
          }
        }
        const before = projectedRows(desk.db, ['notes'])
        desk.db.transaction(() => desk.log.projections.rebuildAll())
        expect(projectedRows(desk.db, ['notes'])).toEqual(before)
        desk.db.close()
      }),
      { numRuns: 25 },
    )
  })

  it('take the sign for what is no text as it stands, and no bytes for it that are no text', async () => {
    const desk = await openNotes()
    const note = write(desk, '读不出的\ufffd字')
    desk.db.transaction(() => desk.log.projections.rebuildAll())
    expect(desk.db.sql('SELECT text FROM notes')).toEqual([{ text: '读不出的\ufffd字' }])
    desk.db.script('DROP TRIGGER bodies_are_never_changed')
    desk.db.sql("UPDATE bodies SET bytes = CAST (replace(CAST (bytes AS TEXT), '字', x'ff') AS BLOB)")
    expect(() => desk.log.readSubject(note)).toThrow('not UTF-8')
    expect(() => desk.db.transaction(() => desk.log.projections.rebuildAll())).toThrow('not UTF-8')
    expect(desk.db.sql('SELECT text FROM notes')).toEqual([{ text: '读不出的\ufffd字' }])
  })

  it('are made again when their tables were changed by something else and the revision says so', async () => {
    const desk = await openNotes()
    write(desk, '真')
    desk.db.sql("UPDATE notes SET text = '假'")
    desk.db.sql("UPDATE projections SET hash = 'old'")
    expect(desk.db.transaction(() => desk.log.projections.refresh())).toEqual(['notes'])
    expect(desk.db.sql('SELECT text FROM notes')).toEqual([{ text: '真' }])
  })
})

describe('the tables of truth', () => {
  it.each([
    'UPDATE events SET seq = 9',
    'DELETE FROM events',
    "UPDATE bodies SET bytes = x'00'",
    'DELETE FROM bodies',
  ])('refuse to be edited: %s', async (statement) => {
    const desk = await openNotes()
    write(desk, '一')
    expect(() => desk.db.script(statement)).toThrow('append-only')
  })

  it('refuse a row that replaces another', async () => {
    const desk = await openNotes()
    write(desk, '一')
    const statement = `INSERT OR REPLACE INTO events SELECT position, chain, seq, id, x'00' FROM events`
    expect(() => desk.db.script(statement)).toThrow('append-only')
  })
})
