/**
 * Gives every style element made by code the number of this page, which its content security policy demands. antd
 * can do it alone (`csp` of ConfigProvider) except for scroll locks; styles in injected markup stay blocked. Call first.
 */
export function stampStyles(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce
  if (!nonce) return
  const create = Document.prototype.createElement
  Document.prototype.createElement = function (
    this: Document,
    name: string,
    options?: ElementCreationOptions,
  ) {
    const element = create.call(this, name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  } as typeof create
}
