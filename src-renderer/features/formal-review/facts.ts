import type { ApplicationField } from '../../../src-main/domain/applications/fields.ts'
import type { ApplicationContent } from '../../../src-main/domain/applications/record.ts'
import { regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import { formatWan } from '../../ui/money.tsx'

const routes = { 1: '路径一：联合攻关项目牵头单位发起', 2: '路径二：省级创新联合体补充成员' } as const

/** What an application says in a field, as people write it; null is 未录入. Amounts in 万元. */
export function factOf(content: ApplicationContent, field: ApplicationField): string | null {
  const { organisations, money } = content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const members = organisations.filter((one) => one !== lead)
  const wan = (fen: number | null) => (fen === null ? null : `${formatWan(fen)} 万元`)
  const each = (value: (one: ApplicationContent['organisations'][number]) => string | null) =>
    organisations.length === 0
      ? null
      : organisations.map((one) => `${one.name}：${value(one) ?? '未录入'}`).join('；')
  switch (field) {
    case 'number':
    case 'title':
    case 'field':
    case 'task':
    case 'secrecy':
    case 'start':
    case 'end':
    case 'received':
    case 'indicators':
    case 'summary':
      return content[field]
    case 'reserve-entry':
      return content.reserveEntry
    case 'reserve-state':
      return content.reserveState
    case 'guide-direction':
      return content.guideDirection
    case 'route':
      return content.route && routes[content.route]
    case 'lead':
      return lead?.name ?? null
    case 'lead-region':
      return lead?.region ? regionShortLabel(lead.region) : null
    case 'lead-code':
      return lead?.code ?? null
    case 'lead-registered':
      return lead?.registered ?? null
    case 'members':
      return members.length === 0 ? null : members.map(({ name }) => name).join('；')
    case 'regions':
      return each(({ region }) => region && regionShortLabel(region))
    case 'codes':
      return each(({ code }) => code)
    case 'kinds':
      return each(({ kind }) => kind)
    case 'legal-persons':
      return each(({ legalPerson }) => (legalPerson === null ? null : legalPerson ? '是' : '否'))
    case 'total':
    case 'requested':
    case 'offered':
    case 'contract':
      return wan(money[field])
    case 'self-raised':
      return wan(money.selfRaised)
    case 'other': {
      const entries = Object.entries(content.other)
      return entries.length === 0 ? null : entries.map(([heading, text]) => `${heading}：${text}`).join('；')
    }
  }
}
