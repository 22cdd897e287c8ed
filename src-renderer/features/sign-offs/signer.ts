import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'

/** Who usually signs, the same for every 呈批件 of an office until somebody types another. */
export type Signer = { readonly person: string; readonly office: string }

export const signerSetting = 'sign-offs/signer'

/** Undefined until it is known. */
export function useUsualSigner(): Signer | undefined {
  const desk = useDesk()
  const { data, isPending } = useQueryOf(desk.settings.load, signerSetting)
  if (isPending) return undefined
  return data ? (JSON.parse(data) as Signer) : { person: '', office: '' }
}
