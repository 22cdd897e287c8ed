import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

/** Every other institution: compared or not, with which code, when, by whom. */
export function PinnedOffices() {
  const desk = useDesk()
  const { institution: own } = usePerson()
  const pins = useQueryOf(desk.trust.pins, null)
  const offices = useQueryOf(desk.offices.list, null)
  const accounts = useQueryOf(desk.accounts.list, null)
  const nameOf = (id: string) => accounts.data?.find((account) => account.id === id)?.name ?? '（已无此账号）'
  return (
    <Loaded query={pins}>
      {(pinned) => (
        <SmallTable
          label="其他单位的核对情况"
          head={['单位', '状态', '核对码', '核对时间', '核对人']}
          rows={(offices.data ?? [])
            .filter(({ code }) => code !== own)
            .map(({ code }) => {
              const pin = pinned.find(({ institution }) => institution === code)
              return {
                key: code,
                cells: [
                  <OfficeChip key="office" code={code} form="name" />,
                  <StateTag key="state" state={pin ? '已核对' : '未核对'} />,
                  pin ? pin.code.replaceAll(/(\d{4})(?=\d)/g, '$1 ') : '',
                  pin ? minuteOf(pin.at) : '',
                  pin ? `${nameOf(pin.first)}、${nameOf(pin.second)}` : '',
                ],
              }
            })}
        />
      )}
    </Loaded>
  )
}
