import type { FileToken } from '../../src-main/core/ports/files.ts'
import { type Role, roles } from '../../src-main/domain/accounts/rules.ts'
import type { ReviewPage } from '../../src-main/domain/formal-review/page.ts'
import { type RecordsOf, thrown } from './all-offices.ts'
import { jointBatch } from './batches.ts'

/** The matrix as the domain text prints it, written down a second time: 经办人 复核人 评审秘书 监督 管理员. */
export const printed: Readonly<Record<string, string>> = {
  batches: 'edit read edit read read',
  applications: 'edit read read read -',
  review: 'edit read - read -',
  'second-check': '- edit - read -',
  'rule-packs': 'edit second - read -',
  registers: 'edit read read read -',
  bundles: 'edit - edit read list',
  dossiers: '- - - read -',
  administration: '- second - read edit',
}

/** Whether the printed matrix lets this role make a call that is governed by this line. */
export function mayCall(line: string, role: Role): boolean {
  if (line === 'signed-in' || line === 'anyone') return true
  const [act = '', wanted = ''] = line.split(':')
  const has = printed[act]!.split(' ')[roles.indexOf(role)]!
  const includes: Readonly<Record<string, readonly string[]>> = {
    edit: ['edit', 'read', 'list'],
    read: ['read', 'list'],
    list: ['list'],
    second: ['second'],
  }
  return includes[has]?.includes(wanted) ?? false
}

/** Whose record a call is asked about: `elsewhere` is another desk of our own office. */
export const whose = ['foreign', 'elsewhere', 'unknown', 'otherKind', 'own'] as const
export type Whose = (typeof whose)[number]

/** Kinds of things that calls name. */
export type Kind =
  | Exclude<keyof RecordsOf, 'draft' | 'recordSeen'>
  | 'office'
  // What was read and waits: a list of applications, one of a register, a bundle.
  | 'list'
  | 'registerList'
  | 'parcel'

/** What inputs are made of besides the record. */
export type Around = {
  readonly folder: FileToken
  readonly pdf: FileToken
  readonly list: FileToken
  /** Of our own. */
  readonly application: string
  readonly batch: string
  /** Of our office's other desk. */
  readonly otherDevice: string
  /** What our application says. */
  readonly content: object
  /** Where a desk asks to be let into the office, and the digits on its screen. */
  readonly request: { readonly file: FileToken; readonly code: string }
  /** Somebody here who reviews. */
  readonly clerk: string
  readonly today: string
  /** The review of an application as it stands; of one that nobody knows, as if nothing had been seen of it. */
  page(application: string): Promise<Pick<ReviewPage, 'seen' | 'states' | 'secondCheck'>>
  /** What a comparison of this list shows; empty when it is not there. */
  compared(staged: string): Promise<string>
  /** Everything of whoever wrote this record; of one that nobody wrote, ours. */
  beside(record: string): RecordsOf
}

/**
 * What a call says of a record by whose it is: `ok`, `nothing` (null or empty), or the code of a refusal. `input` fits in
 * everything but perhaps the record.
 */
export type OnRecords = {
  readonly kind: Kind
  readonly input: (record: string, around: Around) => unknown | Promise<unknown>
  readonly answers: Readonly<Record<Whose, string>>
  /** A 复核人 confirms beside. */
  readonly second: boolean
  /** It takes a while: where it is answered, one role asks for all. */
  readonly once: boolean
}

export type CallLine = {
  /** The line of the matrix and the level that govern it, or one of the two words. */
  readonly line: string
  readonly records: readonly OnRecords[]
}

function free(line: string): CallLine {
  return { line, records: [] }
}

/** Answers in the order own, foreign, elsewhere, unknown and otherKind. */
function on(
  line: string,
  kind: Kind,
  [own, foreign, elsewhere, unknown, otherKind = unknown]: readonly [string, string, string, string, string?],
  input: OnRecords['input'] = (record) => record,
  { second = false, once = false } = {},
): CallLine {
  return {
    line,
    records: [{ kind, input, second, once, answers: { own, foreign, elsewhere, unknown, otherKind } }],
  }
}

function and(...lines: readonly CallLine[]): CallLine {
  return { line: lines[0]!.line, records: lines.flatMap(({ records }) => records) }
}

const password = '长三角一二三四五'
const filter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const sort = { column: 'number', descending: false }
const seen = { application: `sha256:${'0'.repeat(64)}`, review: null }
const verdict = { code: 'F01', verdict: '符合', note: '', evidence: [] }

const toRead = ['ok', 'ok', 'ok', 'nothing'] as const
const ofPerson = ['ok', 'accounts/unknown', 'accounts/of-another-desk', 'accounts/unknown'] as const
const ofContent = ['desk/not-the-writer', 'applications/at-other-desk', 'applications/unknown'] as const
const ofDocument = [
  'desk/not-the-writer',
  'applications/at-other-desk',
  'applications/no-such-document',
] as const
const ofReview = [
  'formal-review/other-office',
  'formal-review/other-desk',
  'formal-review/unknown-application',
] as const
const notTheWriter = ['desk/not-the-writer', 'desk/not-the-writer', 'batches/unknown'] as const
const target = { kind: 'preview' }
const readAgain = 'applications/read-again'
const ofList = ['ok', readAgain, readAgain, readAgain] as const
const notInApplication = 'registers/not-in-application'
const check = {
  register: '科研诚信',
  channel: '其他',
  checkedOn: '2026-11-01',
  months: null,
  result: '无记录',
  penaltyFrom: null,
  penaltyTo: null,
  note: '',
  evidence: null,
}
const unknownToReview = 'formal-review/unknown-application'
const notAssigned = 'assignments/not-these'
const notThese = 'hand-over/not-these'
const stale = 'bundles/check-again'
const ofSignOff = ['ok', 'sign-offs/other-office', 'desk/not-the-writer', 'sign-offs/unknown'] as const
const ofAppeal = ['ok', 'appeals/other-office', 'desk/not-the-writer', 'appeals/unknown'] as const
const unknownRecommendation = 'recommendations/unknown'
const answer = { answer: '同意', number: '4号', date: '2026-11-01', remark: '', scan: null }
// Samples stay in their office: those of others are unknown here.
const unknownInspection = 'oversight/unknown-inspection'
const ofInspection = ['ok', unknownInspection, 'desk/not-the-writer', unknownInspection] as const
const letter = {
  institution: 'AH',
  office: '安徽省科学技术厅',
  number: '皖科函〔2026〕1号',
  date: '2026-11-01',
}
const hand = { by: '', on: '' }
const typed = { medium: '', copies: 1, parts: null, handedOver: hand, received: hand }

const sample = { states: [], regions: [], strata: 'none', size: { kind: 'count', value: 1 } }

/** Every call of the desk, once; a call without a line fails the tests. */
export const everyCall: Readonly<Record<string, CallLine>> = {
  'accounts.list': free('signed-in'),
  'accounts.open': free('administration:edit'),
  'accounts.setRoles': on('administration:edit', 'person', ofPerson, (person) => ({
    person,
    roles: ['经办人'],
  })),
  'accounts.changePassword': free('signed-in'),
  'accounts.resetPassword': on(
    'administration:edit',
    'person',
    ['ok', 'accounts/no-login-here', 'accounts/no-login-here', 'accounts/unknown'],
    (person) => ({ person, password }),
    { second: true },
  ),
  'accounts.enableLogin': on(
    'administration:edit',
    'person',
    ['accounts/login-exists', 'accounts/unknown', 'ok', 'accounts/unknown'],
    (person) => ({ person, password }),
  ),
  'files.browse': free('signed-in'),
  'files.makeFolder': free('signed-in'),
  'drafts.load': free('signed-in'),
  'drafts.save': free('signed-in'),
  'drafts.keptAtAbruptEnd': free('signed-in'),
  'drafts.toldOfAbruptEnd': free('signed-in'),
  'settings.load': free('signed-in'),
  'settings.save': free('signed-in'),
  'offices.list': free('anyone'),
  'offices.add': free('administration:edit'),
  'trust.identity': free('signed-in'),
  'trust.pins': free('bundles:list'),
  'trust.writeIntroduction': free('bundles:edit'),
  'trust.readIntroduction': free('administration:edit'),
  'trust.pin': free('administration:edit'),
  'trust.recoveryPending': free('signed-in'),
  'trust.writeRecoverySheet': free('administration:edit'),
  'trust.confirmRecoverySheet': free('administration:edit'),
  'trust.desks': free('signed-in'),
  'trust.retireDesk': on(
    'administration:edit',
    'device',
    ['trust/own-desk', 'trust/unknown-desk', 'trust/desk-went-on', 'trust/unknown-desk'],
    (device) => ({ device, lastSeq: 1, reason: '报废' }),
  ),
  'trust.readDeskRequest': free('administration:edit'),
  'trust.renewOfficeKey': free('administration:edit'),
  'trust.writeRenewalRequest': free('administration:edit'),
  'trust.readRenewal': free('administration:edit'),
  'trust.adoptRenewal': free('administration:edit'),
  'integrity.state': free('signed-in'),
  'integrity.verifyNow': free('signed-in'),
  'integrity.writeReport': free('signed-in'),
  'batches.list': free('batches:read'),
  'batches.create': free('batches:edit'),
  'batches.change': on('batches:edit', 'batch', ['ok', ...notTheWriter], (batch) => ({
    batch,
    content: jointBatch({ title: '改过的批次' }),
  })),
  'batches.link': and(
    on('batches:edit', 'batch', ['batches/cannot-link', ...notTheWriter], (batch, { batch: to }) => ({
      batch,
      to,
    })),
    on('batches:edit', 'batch', ['batches/cannot-link', 'ok', 'ok', 'batches/unknown'], (to, { batch }) => ({
      batch,
      to,
    })),
  ),
  'calendar.arrangements': free('signed-in'),
  'calendar.days': free('signed-in'),
  'calendar.readDays': free('batches:edit'),
  'calendar.record': free('batches:edit'),
  'rulePacks.list': free('signed-in'),
  'rulePacks.ofBatch': on('batches:read', 'batch', toRead),
  'rulePacks.setBatchRules': on('rule-packs:edit', 'batch', ['ok', ...notTheWriter], (batch) => ({
    batch,
    pack: 'joint-draft',
    version: 2,
    settings: {},
  })),
  'rulePacks.setAside': free('rule-packs:read'),
  'rulePacks.adopt': on('rule-packs:edit', 'batch', ['ok', ...notTheWriter], (batch) => ({
    batch,
    pack: 'joint-draft',
    version: 1,
    seen: { pack: 'joint-draft', version: 2 },
  })),
  'rulePacks.importPack': free('rule-packs:edit'),
  'rulePacks.readPackFile': free('rule-packs:edit'),
  'rulePacks.writePackFile': free('rule-packs:read'),
  'rulePacks.confirmBasis': free('rule-packs:edit'),
  'documents.facts': on('applications:read', 'document', toRead, (document) => [document]),
  'documents.look': on('applications:read', 'document', ['ok', 'ok', 'ok', 'ok'], (document) => [document]),
  'documents.read': on(
    'applications:read',
    'document',
    ['ok', 'ok', 'ok', 'documents/not-here'],
    (document) => ({ document, offset: 0, length: 100 }),
  ),
  'documents.keepScan': free('review:edit'),
  'documents.dropScan': on('review:edit', 'document', ['ok', 'ok', 'ok', 'ok'], (scan) => ({ scan })),
  'documents.findText': on('applications:read', 'document', ['ok', 'ok', 'ok', 'ok'], (document) => ({
    documents: [document],
    words: '密级',
  })),
  'applications.open': on('applications:read', 'application', toRead),
  'applications.people': on('applications:read', 'application', ['ok', 'ok', 'ok', 'ok']),
  'applications.imports': on('applications:read', 'batch', toRead),
  'applications.complete': on(
    'applications:edit',
    'application',
    ['ok', ...ofContent],
    (application, around) => ({
      application,
      content: { ...around.content, title: '改过的名称' },
    }),
  ),
  'applications.withdraw': on(
    'applications:edit',
    'application',
    ['ok', ...ofContent],
    (application, { today }) => ({ application, reason: '申报单位来函', date: today }),
  ),
  'applications.reinstate': on('applications:edit', 'application', ['ok', ...ofContent], (application) => ({
    application,
    reason: '登记有误',
  })),
  'applications.markPages': on(
    'applications:edit',
    'application',
    ['ok', ...ofDocument],
    (application, { beside }) => ({ application, document: beside(application).document, marks: [] }),
  ),
  'applications.readList': on(
    'applications:edit',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch, { list }) => ({ file: list, sheet: null, batch, mapping: null }),
  ),
  'applications.checkLetter': on(
    'applications:edit',
    'document',
    ['ok', 'ok', 'ok', 'applications/letter-scan-gone'],
    (kept) => ({ fields: letter, scan: { kept } }),
  ),
  'applications.dropLetter': on('applications:edit', 'document', ['ok', 'ok', 'ok', 'ok'], (scan) => ({
    scan,
  })),
  'applications.importList': on('applications:edit', 'list', ofList, (staged) => ({ staged, leaveOut: [] })),
  'applications.returnList': free('applications:edit'),
  'applications.writeTemplate': free('applications:edit'),
  'applications.findDocuments': on(
    'applications:edit',
    'batch',
    ['ok', 'ok', 'ok', 'ok'],
    (batch, { folder }) => ({ batch, folder }),
  ),
  'applications.attachDocuments': on(
    'applications:edit',
    'application',
    ['ok', ...ofContent],
    (application, { pdf: file }) => [{ application, file }],
  ),
  'applications.detachDocument': on(
    'applications:edit',
    'application',
    ['ok', ...ofDocument],
    (application, { beside }) => ({
      application,
      document: beside(application).document,
      reason: '附错了',
    }),
  ),
  'assignments.assign': and(
    on(
      'review:edit',
      'application',
      ['ok', notAssigned, notAssigned, notAssigned],
      (application, { clerk }) => ({ to: [{ person: clerk, applications: [application] }] }),
    ),
    on(
      'review:edit',
      'person',
      ['ok', 'assignments/unknown-person', 'assignments/does-not-review', 'assignments/unknown-person'],
      (person, { application }) => ({ to: [{ person, applications: [application] }] }),
    ),
  ),
  'assignments.takeBack': on(
    'review:edit',
    'application',
    ['ok', notAssigned, notAssigned, notAssigned],
    (application) => ({ applications: [application] }),
  ),
  'organisations.families': free('registers:read'),
  'organisations.linkNames': free('registers:edit'),
  'organisations.recordFamily': on(
    'registers:edit',
    'family',
    ['ok', 'organisations/family-changed', 'ok', 'organisations/family-changed'],
    (replaces) => ({
      name: '从不申报的集团',
      kind: '企业集团',
      members: [
        { name: '从不申报的公司', code: null, part: '本部' },
        { name: '再一家从不申报的公司', code: null, part: '成员' },
      ],
      replaces,
    }),
  ),
  'organisations.describe': free('registers:edit'),
  'organisations.withdrawStatement': on(
    'registers:edit',
    'family',
    ['ok', 'organisations/unknown-statement', 'ok', 'organisations/unknown-statement'],
    (statement) => ({ statement, reason: '登记有误' }),
  ),
  'directory.list': free('registers:read'),
  'directory.open': on('registers:read', 'organisation', toRead, (name) => ({ name, code: null })),
  'registers.ofApplication': on('registers:read', 'application', toRead, (application) => ({
    application,
    register: '科研诚信',
  })),
  'registers.entries': free('registers:read'),
  'registers.open': on('registers:read', 'record', ['ok', 'nothing', 'ok', 'nothing'], (entry) => ({
    entry,
    row: null,
  })),
  'registers.lists': free('registers:read'),
  'registers.requests': free('registers:read'),
  'registers.recordChecks': on(
    'registers:edit',
    'document',
    ['ok', 'ok', 'ok', 'registers/evidence-not-here'],
    (document) => ({
      organisations: [{ name: '某某科技有限公司', code: null }],
      check: { ...check, evidence: { document, page: null } },
    }),
  ),
  'registers.recordPersonCheck': on(
    'registers:edit',
    'application',
    ['ok', notInApplication, 'ok', notInApplication],
    (application, { beside }) => ({ application, name: beside(application).applicant, check }),
  ),
  'registers.liftRecord': on(
    'registers:edit',
    'record',
    ['ok', 'registers/not-a-record', 'ok', 'registers/not-a-record'],
    (entry, { beside }) => ({ entry, row: null, reason: '惩戒已经撤销', seen: beside(entry).recordSeen }),
    { second: true },
  ),
  'registers.withdraw': on(
    'registers:edit',
    'check',
    ['ok', 'registers/unknown-entry', 'ok', 'registers/unknown-entry'],
    (target) => ({ target, reason: '登记有误' }),
  ),
  'registers.noteRequest': on(
    'registers:edit',
    'application',
    ['ok', 'ok', 'ok', 'applications/unknown'],
    (application) => ({
      day: '2026-11-01',
      way: '电话',
      application,
      asker: '',
      wanted: '打听进度',
      handled: '已说明按程序办理',
    }),
  ),
  'registers.readRegisterList': free('registers:edit'),
  'registers.importRegisterList': on(
    'registers:edit',
    'registerList',
    ['ok', 'registers/read-again', 'registers/read-again', 'registers/read-again'],
    (staged) => ({
      register: '科研诚信',
      channel: '其他',
      title: '核查结果',
      listDate: '2026-11-01',
      months: null,
      source: { digest: seen.application, sheet: '' },
      staged,
      rows: 1,
    }),
  ),
  'registers.toCheck': on('registers:read', 'batch', toRead, (batch) => ({ batch, register: '科研诚信' })),
  'registers.writeToCheck': on(
    'registers:edit',
    'batch',
    ['ok', 'registers/nothing-to-check', 'ok', 'batches/unknown'],
    (batch, { folder }) => ({ batch, register: '科研诚信', scope: 'all', folder }),
    { once: true },
  ),
  'formalReview.list': on('applications:read', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({
    filter: { ...filter, batch },
    sort,
    offset: 0,
    limit: 100,
  })),
  'formalReview.neighbours': on(
    'applications:read',
    'application',
    ['ok', 'ok', 'ok', 'ok'],
    (application) => ({
      filter,
      sort,
      application,
    }),
  ),
  'duplicates.compareAll': free('applications:read'),
  'duplicates.sideBySide': and(
    on(
      'applications:read',
      'application',
      ['duplicates/same-application', 'ok', 'ok', 'applications/unknown'],
      (b, { application: a }) => ({ a, b }),
    ),
    on(
      'applications:read',
      'refused',
      ['ok', 'ok', 'ok', 'applications/unknown'],
      (b, { application: a }) => ({ a, b }),
    ),
  ),
  'machineChecks.checkAll': on('review:read', 'batch', ['ok', 'ok', 'ok', 'batches/unknown']),
  'machineChecks.summary': on('review:read', 'batch', ['ok', 'ok', 'ok', 'nothing']),
  'machineChecks.list': on('review:read', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({
    batch,
    filter: { rule: null, exactly: null, isClean: false },
    sort: { column: 'number', descending: false },
    offset: 0,
    limit: 100,
  })),
  'machineChecks.neighbours': on(
    'review:read',
    'application',
    ['ok', 'ok', 'ok', 'ok'],
    (application, { batch }) => ({
      batch,
      filter: { rule: null, exactly: null, isClean: false },
      sort: { column: 'number', descending: false },
      application,
    }),
  ),
  'formalReview.counts': free('applications:read'),
  'formalReview.loads': on('review:read', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({ batch })),
  'formalReview.open': on('applications:read', 'application', toRead),
  'formalReview.recordVerdict': on('review:edit', 'application', ['ok', ...ofReview], (application) => ({
    application,
    ...verdict,
  })),
  // Our word on a pair, whoever sent it; only ours settles a finding here.
  'formalReview.judgeDuplicate': and(
    on('review:edit', 'application', ['ok', 'ok', 'ok', unknownToReview], (application, { beside }) => ({
      application,
      other: beside(application).refused,
      isDuplicate: false,
      note: '不同的研究对象',
    })),
    on('review:edit', 'refused', ['ok', 'ok', 'ok', unknownToReview], (other, { application }) => ({
      application,
      other,
      isDuplicate: false,
      note: '不同的研究对象',
    })),
  ),
  'formalReview.withdrawVerdict': on('review:edit', 'application', ['ok', ...ofReview], (application) => ({
    application,
    code: 'F01',
  })),
  'formalReview.requestSecondCheck': on(
    'review:edit',
    'judged',
    ['ok', ...ofReview],
    async (application, { page }) => ({ application, outcome: '通过', seen: (await page(application)).seen }),
  ),
  // Any desk of the office may look again.
  'formalReview.giveSecondCheck': on(
    'second-check:edit',
    'judged',
    ['ok', 'formal-review/other-office', 'ok', unknownToReview],
    async (application, { page }) => {
      const { seen, states } = await page(application)
      const verdicts = states.flatMap(({ code, blocks, verdict }) =>
        blocks ? [{ code, verdict: code === 'F05' ? '不符合' : verdict, note: '看法不同' }] : [],
      )
      return { application, seen, blind: false, verdicts }
    },
  ),
  'formalReview.settleDifference': on(
    'review:edit',
    'judged',
    ['ok', ...ofReview],
    async (application, { page }) => ({
      application,
      check: (await page(application)).secondCheck.given?.id ?? 'second-check/00000000-9',
      code: 'F05',
      keptBecause: '材料齐全',
    }),
  ),
  'formalReview.closeAsPassed': on(
    'review:edit',
    'judged',
    ['ok', ...ofReview],
    async (application, { page }) => ({ application, reason: '', seen: (await page(application)).seen }),
  ),
  'formalReview.closeAsNotAccepted': on(
    'review:edit',
    'lacking',
    ['ok', ...ofReview],
    async (application, { page }) => ({
      application,
      reason: '不符合',
      seen: (await page(application)).seen,
    }),
    { second: true },
  ),
  'formalReview.reopen': on(
    'review:edit',
    'laterRefused',
    ['ok', 'formal-review/other-office', 'formal-review/other-desk', 'formal-review/not-closed'],
    (application) => ({ application, reason: '重新审查' }),
  ),
  // What was opened again above.
  'formalReview.closeForMaterial': on(
    'review:edit',
    'laterRefused',
    ['ok', ...ofReview],
    async (application, { page }) => ({
      application,
      reason: '',
      seen: (await page(application)).seen,
      deadline: '2099-12-31',
    }),
  ),
  'formalReview.withdrawImport': on(
    'applications:edit',
    'import',
    [
      'applications/review-has-begun',
      'formal-review/other-office',
      'applications/import-at-other-desk',
      'applications/unknown-import',
    ],
    (source) => ({ import: source, reason: '重复导入' }),
  ),
  'revisions.compare': on('applications:edit', 'list', ofList, (staged) => ({
    staged,
    leaveOut: [],
    origin: null,
  })),
  'revisions.takeIn': on('applications:edit', 'list', ofList, async (staged, { compared }) => ({
    staged,
    leaveOut: [],
    chosen: [],
    reason: '',
    seen: await compared(staged),
  })),
  'revisions.ofImport': on('applications:read', 'import', ['ok', 'ok', 'ok', 'ok'], (source) => ({
    import: source,
    offset: 0,
    limit: 100,
  })),
  'revisions.sinceVerdicts': on('review:read', 'application', ['nothing', 'nothing', 'nothing', 'nothing']),
  'revisions.toLookAgain': free('review:read'),
  'formalReview.earlierWordings': free('review:read'),
  'formalReview.planSecondCheck': on('rule-packs:edit', 'batch', ['ok', ...notTheWriter], (batch) => ({
    batch,
    level: '全部',
  })),
  'formalReview.checkLevel': on('batches:read', 'batch', ['ok', 'ok', 'ok', 'ok']),
  'formalReview.checks': free('review:read'),
  'formalReview.openBlind': on('second-check:edit', 'application', toRead),
  'formalReview.packEffects': on(
    'rule-packs:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch) => ({ batch, pack: 'joint-draft', version: 1 }),
  ),
  'formalReview.reviewSheet': on(
    'review:read',
    'application',
    ['ok', 'ok', 'ok', unknownToReview],
    (application) => ({ application, target }),
    { once: true },
  ),
  'formalReview.noticeLetter': on(
    'review:read',
    'noticed',
    ['ok', 'formal-review/other-office', 'ok', unknownToReview],
    (application) => ({ application, typed: { number: '', date: '', contact: '', phone: '' }, target }),
    { once: true },
  ),
  'formalReview.summarySheet': on(
    'review:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch) => ({ filter: { ...filter, batch }, sort, target }),
    { once: true },
  ),
  'formalReview.approvalSheet': on(
    'review:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch) => ({ filter: { ...filter, batch }, sort, target }),
    { once: true },
  ),
  'supply.list': on('review:read', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({
    batch,
    whose: 'all',
    search: '',
    show: '全部',
    offset: 0,
    limit: 100,
  })),
  'supply.counts': on('review:read', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({
    batch,
    whose: 'all',
    search: '',
  })),
  'supply.open': on('review:read', 'application', toRead),
  'supply.contacts': on('review:read', 'application', ['nothing', 'nothing', 'nothing', unknownToReview]),
  'supply.compare': on(
    'review:read',
    'application',
    ['nothing', 'nothing', 'nothing', 'nothing'],
    (application) => ({ application, before: 0, after: null }),
  ),
  'supply.confirmSent': on('review:edit', 'noticed', ['ok', ...ofReview], (application, { today }) => ({
    application,
    day: today,
    way: '邮件',
    note: '',
  })),
  'supply.logCall': on('review:edit', 'noticed', ['ok', ...ofReview], (application, { today }) => ({
    application,
    call: null,
    direction: '打出',
    day: today,
    time: '10:00',
    agreed: '周三前寄出',
    contact: { name: '', phone: '' },
  })),
  'supply.extendDeadline': on('review:edit', 'noticed', ['ok', ...ofReview], (application, { today }) => ({
    application,
    to: '2099-12-31',
    reason: '盖章流程较长',
    approvedBy: '王处长',
    approvedOn: today,
    paper: '12号',
  })),
  'supply.receive': on('review:edit', 'noticed', ['ok', ...ofReview], (application, { today, pdf }) => ({
    application,
    day: today,
    items: [{ code: 'F03', state: '收到', note: '' }],
    note: '',
    files: [pdf],
  })),
  'supply.closeAsNotAccepted': on(
    'review:edit',
    'noticed',
    ['supply/not-due', ...ofReview],
    (application) => ({ application, reason: '逾期', notice: [], seen }),
    { second: true },
  ),
  'supply.receiptSheet': on(
    'review:read',
    'noticed',
    ['ok', 'formal-review/other-office', 'ok', unknownToReview],
    (application) => ({ application, target }),
    { once: true },
  ),
  'supply.continueReview': on('review:edit', 'noticed', ['ok', ...ofReview], (application) => ({
    application,
    reason: '补交材料已收到',
  })),
  // Laid before somebody by whichever desk of the office.
  'formalReview.requestSignOff': on(
    'review:edit',
    'refused',
    ['ok', 'sign-offs/of-other-offices', 'ok', 'formal-review/unknown-application'],
    (application, { beside }) => ({ batch: beside(application).batch, applications: [application] }),
  ),
  'formalReview.signOff': on('review:read', 'signOff', toRead),
  'formalReview.signOffCounts': free('review:read'),
  'formalReview.signOffSheet': on(
    'review:read',
    'signOff',
    ['ok', 'ok', 'ok', 'sign-offs/unknown'],
    (signOff) => ({ signOff, target }),
    { once: true },
  ),
  'signOffs.list': on('review:read', 'batch', toRead, (batch) => ({ batch })),
  'signOffs.byCode': free('review:read'),
  'signOffs.register': on('review:edit', 'signOff', ofSignOff, (signOff, { beside }) => ({
    signOff,
    opinion: '同意',
    date: '2026-11-01',
    person: '王处',
    office: '处长',
    number: '13号',
    remark: '',
    returned: [],
    scan: beside(signOff).document,
  })),
  'signOffs.addScan': on('review:edit', 'signed', ofSignOff, (signOff, { beside }) => ({
    signOff,
    scan: beside(signOff).document,
  })),
  'signOffs.withdrawRegistration': on('review:edit', 'signed', ofSignOff, (signOff) => ({
    signOff,
    reason: '误登记',
  })),
  'signOffs.withdrawRequest': and(
    on(
      'review:edit',
      'signOff',
      ['sign-offs/registered-already', ...ofSignOff.slice(1)] as never,
      (signOff) => ({ signOff, reason: '漏了一项' }),
    ),
    // Whose registration was taken back above.
    on(
      'review:edit',
      'signed',
      ['ok', 'sign-offs/other-office', 'sign-offs/registered-already', 'sign-offs/unknown'],
      (signOff) => ({ signOff, reason: '漏了一项' }),
    ),
  ),
  'appeals.list': on('review:read', 'batch', toRead, (batch) => ({ batch })),
  'appeals.ofApplication': and(
    on('review:read', 'application', ['nothing', 'nothing', 'nothing', 'nothing']),
    on('review:read', 'refused', toRead),
  ),
  'appeals.receive': on('review:edit', 'lacking', ['ok', ...ofReview], (application, { today }) => ({
    application,
    received: today,
    deadline: null,
    grounds: '材料齐全',
    broughtBy: '',
    scan: null,
  })),
  'appeals.setDeadline': on('review:edit', 'appeal', ofAppeal, (appeal) => ({
    appeal,
    deadline: '2099-12-31',
  })),
  'appeals.decide': on(
    'second-check:edit',
    'appeal',
    ['ok', 'appeals/other-office', 'formal-review/other-desk', 'appeals/unknown'],
    (appeal) => ({ appeal, decision: '维持', reason: '原结论无误' }),
    { second: true },
  ),
  'appeals.withdraw': on('review:edit', 'laterAppeal', ofAppeal, (appeal) => ({
    appeal,
    reason: '申诉人撤回',
  })),
  'appeals.decisionLetter': on(
    'review:read',
    'appeal',
    // Nobody decided there.
    ['ok', 'appeals/other-office', 'appeals/not-decided', 'appeals/unknown'],
    (appeal) => ({ appeal, typed: { number: '', date: '' }, target }),
    { once: true },
  ),
  'recommendations.proposal': on('review:read', 'batch', ['ok', 'ok', 'ok', 'nothing'], (batch) => ({
    batch,
  })),
  'recommendations.draft': on(
    'review:edit',
    'batch',
    ['recommendations/empty', 'recommendations/empty', 'recommendations/empty', 'batches/unknown'],
    (batch) => ({ batch, rows: [], leftOut: [], parties: [] }),
  ),
  'recommendations.ofBatch': on('review:read', 'batch', toRead, (batch) => ({ batch })),
  'recommendations.states': free('review:read'),
  'recommendations.byCode': free('review:read'),
  // To answer is for whom another office asks.
  'recommendations.answer': on(
    'review:edit',
    'recommendation',
    ['recommendations/not-asked', 'ok', 'recommendations/not-asked', unknownRecommendation],
    (recommendation, { beside }) => ({ recommendation, draft: beside(recommendation).draft, ...answer }),
  ),
  // Its paper may come to any desk of the office that asked.
  'recommendations.registerAnswer': on(
    'review:edit',
    'recommendation',
    ['ok', 'recommendations/other-office', 'ok', unknownRecommendation],
    (recommendation, { beside }) => ({
      recommendation,
      draft: beside(recommendation).draft,
      of: 'AH',
      ...answer,
    }),
  ),
  'recommendations.obstacles': on(
    'review:read',
    'recommendation',
    ['ok', 'nothing', 'ok', 'nothing'],
    (recommendation) => ({ recommendation }),
  ),
  'recommendations.finalise': on(
    'review:edit',
    'recommendation',
    ['ok', 'recommendations/other-office', 'desk/not-the-writer', unknownRecommendation],
    (recommendation, { beside }) => ({ recommendation, draft: beside(recommendation).draft }),
    { second: true },
  ),
  'recommendations.reopen': on(
    'review:edit',
    'recommendation',
    ['ok', 'recommendations/other-office', 'recommendations/not-final', unknownRecommendation],
    (recommendation) => ({ recommendation, reason: '名单有误' }),
    { second: true },
  ),
  'recommendations.withdrawAnswer': on(
    'review:edit',
    'agreement',
    ['ok', 'recommendations/other-office', 'desk/not-the-writer', 'recommendations/unknown-answer'],
    (agreement) => ({ agreement, reason: '误登记' }),
  ),
  'recommendations.listSheet': on(
    'review:read',
    'recommendation',
    ['ok', 'ok', 'ok', unknownRecommendation],
    (recommendation) => ({ recommendation, draft: 1, target }),
    { once: true },
  ),
  'recommendations.agreementSheet': on(
    'review:read',
    'recommendation',
    ['ok', 'ok', 'ok', unknownRecommendation],
    (recommendation) => ({ recommendation, draft: 1, target }),
    { once: true },
  ),
  'recommendations.writeList': on(
    'review:read',
    'recommendation',
    ['ok', 'ok', 'ok', unknownRecommendation],
    (recommendation, { folder }) => ({ recommendation, draft: 1, folder }),
    { once: true },
  ),
  'handOver.handOver': and(
    on(
      'applications:edit',
      'application',
      ['ok', notThese, notThese, notThese],
      (application, { otherDevice }) => ({
        applications: [application],
        to: otherDevice,
      }),
    ),
    on(
      'applications:edit',
      'device',
      ['hand-over/this-desk', 'hand-over/other-office', notThese, 'hand-over/unknown-desk'],
      (to) => ({ applications: ['application/00000000-9'], to }),
    ),
  ),
  'handOver.handOverAssigned': and(
    on(
      'applications:edit',
      'person',
      Array<string>(4).fill('hand-over/nothing-assigned') as never,
      (person, { otherDevice }) => ({ person, to: otherDevice }),
    ),
    on(
      'applications:edit',
      'device',
      [
        'hand-over/this-desk',
        'hand-over/other-office',
        'hand-over/nothing-assigned',
        'hand-over/unknown-desk',
      ],
      (to) => ({ person: 'person/00000000-9', to }),
    ),
  ),
  'bundles.exchange': free('bundles:list'),
  'bundles.standing': free('bundles:list'),
  'bundles.desks': free('bundles:list'),
  'bundles.register': free('bundles:read'),
  'bundles.setAside': free('bundles:read'),
  'bundles.preview': on('bundles:edit', 'office', ['ok', 'ok', 'ok', 'ok'], (to) => ({ to })),
  'bundles.exportBundle': on(
    'bundles:edit',
    'office',
    ['ok', 'ok', 'bundles/not-pinned', 'bundles/not-pinned'],
    (to, { folder }) => ({ to, folder, withDocuments: false }),
  ),
  'bundles.openBundle': free('bundles:edit'),
  'bundles.acceptBundle': on('bundles:edit', 'parcel', ['ok', stale, stale, stale], (staged) => ({ staged })),
  'bundles.dropBundle': on('bundles:edit', 'parcel', ['ok', 'ok', 'ok', 'ok'], (staged) => ({ staged })),
  'bundles.registerSheet': on(
    'bundles:read',
    'bundle',
    ['ok', 'bundles/unknown-record', 'ok', 'bundles/unknown-record'],
    (record) => ({ record, typed, target }),
    { once: true },
  ),
  'bundles.admitDesk': on(
    'administration:edit',
    'person',
    ['ok', 'accounts/unknown', 'ok', 'accounts/unknown'],
    (person, { request: { file, code: heard }, folder }) => ({
      file,
      folder,
      heard,
      groups: null,
      person,
    }),
  ),
  'bundles.paperRegister': free('bundles:read'),
  'bundles.handOutPreview': on('bundles:edit', 'batch', ['ok', 'ok', 'ok', 'ok'], (batch) => ({ batch })),
  'bundles.handOut': on(
    'bundles:edit',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch, { folder }) => ({ to: 'AH', batch, scope: 'all', folder }),
  ),
  'bundles.handOutPage': on(
    'bundles:read',
    'bundle',
    ['bundles/unknown-record', 'bundles/unknown-record', 'bundles/unknown-record', 'bundles/unknown-record'],
    (record) => ({ record, target }),
  ),
  'bundles.inbox': free('bundles:list'),
  'bundles.dropWaiting': on(
    'bundles:edit',
    'document',
    ['bundles/not-waiting', 'bundles/not-waiting', 'bundles/not-waiting', 'bundles/not-waiting'],
    (digest) => ({ digest }),
  ),
  'bundles.inspectInbox': free('bundles:list'),
  'bundles.forks': free('bundles:list'),
  'bundles.exportForkProof': on(
    'bundles:list',
    'device',
    ['bundles/no-such-fork', 'bundles/no-such-fork', 'bundles/no-such-fork', 'bundles/no-such-fork'],
    (device, { folder }) => ({ device, folder }),
  ),
  'recovery.backups': free('signed-in'),
  'recovery.standing': free('signed-in'),
  'recovery.backUp': free('administration:edit'),
  'recovery.chooseDailyBackup': free('administration:edit'),
  'recovery.collect': free('administration:edit'),
  'recovery.rebuild': free('administration:edit'),
  'recovery.beginAnew': free('administration:edit'),
  'history.timeline': on('applications:read', 'application', ['ok', 'ok', 'ok', 'nothing', 'ok']),
  'history.recent': free('applications:read'),
  'history.find': free('applications:read'),
  'history.unshown': on('applications:read', 'application', ['nothing', 'nothing', 'nothing', 'nothing']),
  'oversight.overview': on('review:read', 'batch', toRead, (batch) => ({ batch })),
  'oversight.onePage': on(
    'review:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch) => ({ batch, target }),
    { once: true },
  ),
  'oversight.writeDossiers': on(
    'review:read',
    'application',
    ['ok', 'ok', 'ok', unknownToReview],
    (application, { folder }) => ({ applications: [application], folder }),
    { once: true },
  ),
  'oversight.writeStatistics': on(
    'review:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch, { folder }) => ({ batch, folder }),
    { once: true },
  ),
  'oversight.organisationAcross': on('dossiers:read', 'organisation', toRead),
  // People are of the own office only.
  'oversight.personAcross': on('dossiers:read', 'applicant', ['ok', 'nothing', 'ok', 'nothing']),
  'oversight.inspections': free('dossiers:read'),
  'oversight.inspection': on('dossiers:read', 'inspection', ['ok', 'nothing', 'ok', 'nothing']),
  // Frozen by the past of this office; once more is shown below.
  'oversight.freezeInspection': on(
    'dossiers:read',
    'batch',
    ['oversight/frozen-before', 'ok', 'oversight/frozen-before', 'batches/unknown'],
    (batch) => ({ batch, ...sample }),
  ),
  'oversight.freezeInspectionAgain': on(
    'dossiers:read',
    'batch',
    ['ok', 'ok', 'ok', 'batches/unknown'],
    (batch) => ({ batch, ...sample, reason: '名单有误' }),
    { second: true },
  ),
  'oversight.drawInspection': on('dossiers:read', 'inspection', ofInspection, (inspection) => ({
    inspection,
    ...thrown,
  })),
  'oversight.recordFinding': on('dossiers:read', 'drawn', ofInspection, (drawn, { beside }) => ({
    inspection: drawn,
    application: beside(drawn).application,
    result: '未发现问题',
    note: '',
  })),
  'oversight.inspectionProtocol': on(
    'dossiers:read',
    'drawn',
    ['ok', unknownInspection, 'ok', unknownInspection],
    (inspection) => ({ inspection, target }),
  ),
  // Last: who was closed here is refused above.
  'accounts.close': on('administration:edit', 'person', ofPerson, (person) => ({ person, reason: '离岗' })),
}
