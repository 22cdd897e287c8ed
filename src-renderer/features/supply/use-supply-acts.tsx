import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyCall, SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { CallDialog } from './call-dialog.tsx'
import { ContinueDialog } from './continue-dialog.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { OverdueDialog } from './overdue-dialog.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { SentDialog } from './sent-dialog.tsx'

/** What may be done about a notice; each opens its dialog. */
export type SupplyActs = {
  confirmSent(): void
  logCall(call: SupplyCall | null): void
  extend(): void
  receive(): void
  goOn(): void
  closeAsNotAccepted(): void
}

export function useSupplyActs(page: SupplyPage, notice: SupplyNotice): SupplyActs {
  const show = useDialogs()
  const given = { page, notice }
  return {
    confirmSent: () => void show<void>((done) => <SentDialog {...given} done={done} />),
    logCall: (call) => void show<void>((done) => <CallDialog {...given} call={call} done={done} />),
    extend: () => void show<void>((done) => <ExtendDialog {...given} done={done} />),
    receive: () => void show<void>((done) => <ReceiveDialog {...given} done={done} />),
    goOn: () => void show<void>((done) => <ContinueDialog {...given} done={done} />),
    closeAsNotAccepted: () => void show<void>((done) => <OverdueDialog {...given} done={done} />),
  }
}
