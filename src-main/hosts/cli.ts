import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listDesks } from '../platform/home.ts'
import { say } from './cli/words.ts'
import { deskHome } from './places.ts'

const usage = `用法：npm run desk -- <命令> [--desk 名称]
  check            核对本机数据：数据库、记录链、记录内容、链外锚点
  rebuild          由记录重新生成全部列表（先关闭工作台）
  verify <文件>    核对一个数据交换包（分卷的任选一卷）：谁写出、写给谁、何时、是否完整；不导入
                   也核对记录链的冲突证明（….冲突证明.json）；
                   本机没有工作台也可以核对未加密的包；--code "24 位核对码" 与写出单位给出的核对码比较
结束代码：0 通过；1 没有通过，或还缺前面的记录；2 用法不对，或者在这里无法核对。
数据文件夹由环境变量 DESK_HOME 指定。`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { desk: { type: 'string' }, code: { type: 'string' } },
})
const [name, file] = positionals
process.exitCode = await run()

async function run(): Promise<number> {
  if (name === undefined || !['check', 'rebuild', 'verify'].includes(name)) return unusable(usage)
  const desks = listDesks(deskHome())
  const wanted = desks.filter(({ root }) => values.desk === undefined || root.endsWith(values.desk))
  if (name === 'verify') return verify(wanted)
  if (wanted.length === 0) return unusable('没有找到工作台数据（DESK_HOME）。')
  const { check, rebuild } = await import('./cli/check.ts')
  if (name === 'check') return Math.max(...wanted.map(check))
  return Math.max(...(await Promise.all(wanted.map(rebuild))))
}

async function verify(desks: ReturnType<typeof listDesks>): Promise<number> {
  if (!file || !existsSync(file) || !statSync(file).isFile()) return unusable('请给出数据交换包的文件。')
  const digits =
    values.code
      ?.replaceAll(/[^0-9]/g, '')
      .match(/.{1,4}/g)
      ?.join(' ') ?? null
  if (values.code !== undefined && digits?.length !== 29) return unusable('核对码是 24 位数字。')
  const { looksLikeForkProof, verifyForkProof } = await import('./cli/verify-fork-proof.ts')
  if (looksLikeForkProof(file)) return verifyForkProof(file, digits)
  const [desk, other] = desks
  if (other) return unusable('本机有几套数据，请用 --desk 指定其中一套。')
  if (desk) return (await import('./cli/verify-with-desk.ts')).verifyWithDesk(desk, file, digits)
  if (values.desk !== undefined) return unusable('没有找到工作台数据（DESK_HOME）。')
  return (await import('./cli/verify-alone.ts')).verifyAlone(file, digits)
}

function unusable(text: string): number {
  say(text)
  return 2
}
