/** Copies on a click or a key, as text and where given as a table too, and answers whether that went well. */
export function copyText(text: string, html?: string): boolean {
  // The asynchronous clipboard asks for a permission that no page of this program has; a click is enough for this way.
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    if (html !== undefined) event.clipboardData?.setData('text/html', html)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true })
  }
}
