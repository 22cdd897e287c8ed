import type { MoneyUnit } from './headings.ts'

export type AmountCell =
  | {
      readonly ok: true
      /** 分. */
      readonly amount: number
      /** The cell has more than the two decimals of 万元 that papers show; nothing was rounded. */
      readonly isFine: boolean
      /** The amount is hardly meant in this unit: 1,200,000 万元, or 300 元. */
      readonly unitDoubt: boolean
      readonly unit: MoneyUnit
    }
  | {
      readonly ok: false
      readonly problem: 'amount-is-text' | 'amount-negative' | 'amount-too-fine' | 'amount-too-large'
    }

/** Ten thousand 亿元. */
const largest = 100_000_000_000_000n
/** 分 in one unit, as a power of ten: 1 万元 = 1,000,000 分. */
const scale: Record<MoneyUnit | 'yi', number> = { wan: 6, yuan: 2, yi: 10 }

/**
 * An amount out of a cell, exactly: thousands marks, ￥ and a unit in the cell itself are understood, and the noise that
 * binary floating point leaves behind the 15th digit is dropped as spreadsheets drop it.
 */
export function readAmountCell(text: string, unit: MoneyUnit): AmountCell {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,'_]/gu, '')
    .replace(/^(?:人民币|rmb|cny)/iu, '')
    .replace(/^[¥￥]/u, '')
  const found = /^([-−(]?)(?:[¥￥])?(\d*\.?\d+|\d+\.)(?:e([+-]?\d{1,2}))?\)?(亿|万|)元?整?$/iu.exec(plain)
  if (!found) return { ok: false, problem: 'amount-is-text' }
  const own =
    /元/u.test(plain) && found[4] === ''
      ? 'yuan'
      : found[4] === '万'
        ? 'wan'
        : found[4] === '亿'
          ? 'yi'
          : unit
  const digits = significant(found[2]!, found[3])
  if (digits === null) return { ok: false, problem: 'amount-too-large' }
  const amount = shift(digits, scale[own])
  if (amount === null) return { ok: false, problem: 'amount-too-fine' }
  if (found[1] && amount > 0n) return { ok: false, problem: 'amount-negative' }
  if (amount > largest) return { ok: false, problem: 'amount-too-large' }
  const asUnit: MoneyUnit = own === 'yuan' ? 'yuan' : 'wan'
  return {
    ok: true,
    amount: Number(amount),
    isFine: asUnit === 'wan' && amount % 10_000n !== 0n,
    unitDoubt: isDoubtful(amount, own),
    unit: asUnit,
  }
}

/** Decimal digits without exponent, at most 15 significant ones; null when there are absurdly many. */
function significant(digits: string, exponent: string | undefined): string | null {
  const bare = digits.replace('.', '').replace(/^0+/u, '')
  if (exponent === undefined && bare.length <= 15) return digits
  const value = Number(exponent === undefined ? digits : `${digits}e${exponent}`)
  if (!Number.isFinite(value) || value >= 1e15) return null
  const rounded = Number(value.toPrecision(15))
  return rounded < 1e-6 && rounded !== 0 ? rounded.toFixed(20) : String(rounded)
}

/** digits × 10^power as an integer, or null when a remainder is left. */
function shift(digits: string, power: number): bigint | null {
  const [whole = '', fraction = ''] = digits.split('.')
  const kept = fraction.replace(/0+$/u, '')
  if (kept.length > power) return null
  return BigInt(`${whole}${kept.padEnd(power, '0')}` || '0')
}

/** 10 亿元 is more than any such project has; less than 1 万元 is what 万元 look like when read as 元. */
function isDoubtful(amount: bigint, unit: MoneyUnit | 'yi'): boolean {
  if (unit === 'yuan') return amount > 0n && amount < 1_000_000n
  return amount >= 100_000_000_000n
}
