import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { ControlProps } from './field.tsx'

/** How a day may be typed; it is always shown as 2026-11-22. */
const formats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY-M-D', 'YYYY年M月D日']

/** On a low window the calendar covers its field rather than lose its own head. */
const overflow = { adjustX: true, adjustY: true, shiftX: true, shiftY: true }
const placements = {
  bottomLeft: { points: ['tl', 'bl'], offset: [0, 4], overflow },
  topLeft: { points: ['bl', 'tl'], offset: [0, -4], overflow },
}

/** A calendar day (YYYY-MM-DD, empty when unset), by calendar or by typing. */
export function DateInput({
  value,
  onChange,
  control,
  label,
}: {
  readonly value: string
  readonly onChange: (day: string) => void
  readonly control: ControlProps
  /** Where one field has several dates. */
  readonly label?: string
}) {
  return (
    <DatePicker
      {...control}
      aria-label={label}
      value={value === '' ? null : dayjs(value)}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : '')}
      format={formats}
      placeholder="如 2026-11-22"
      needConfirm={false}
      // Enter takes the day that was typed; it must not send off the form around it as well.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
      builtinPlacements={placements}
      style={{ width: 168 }}
    />
  )
}
