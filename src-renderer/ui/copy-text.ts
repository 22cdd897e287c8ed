/** Copies on a click and answers whether that went well. */
export function copyText(text: string): boolean {
  // The asynchronous clipboard asks for a permission that no page of this program has; a click is enough for this way.
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
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
