import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

/** Shows a dialog until it calls `done`, then answers with what it said; the focus goes back to where it was. */
export type ShowDialog = <Answer>(render: (done: (answer: Answer) => void) => ReactNode) => Promise<Answer>

const DialogsContext = createContext<ShowDialog | null>(null)

export function DialogsProvider({ children }: { readonly children: ReactNode }) {
  const [dialogs, setDialogs] = useState<readonly { readonly id: string; readonly node: ReactNode }[]>([])
  const show = useCallback<ShowDialog>((render) => {
    const id = crypto.randomUUID()
    const before = document.activeElement
    return new Promise((resolve) => {
      const node = render((answer) => {
        setDialogs((open) => open.filter((one) => one.id !== id))
        // After the dialog has let go of the focus.
        setTimeout(() => before instanceof HTMLElement && before.focus())
        resolve(answer)
      })
      setDialogs((open) => [...open, { id, node }])
    })
  }, [])
  return (
    <DialogsContext value={show}>
      {children}
      {dialogs.map(({ id, node }) => (
        <div key={id}>{node}</div>
      ))}
    </DialogsContext>
  )
}

export function useDialogs(): ShowDialog {
  const show = useContext(DialogsContext)
  if (!show) throw new Error('no dialogs around this component')
  return show
}
