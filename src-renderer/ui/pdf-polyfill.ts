/**
 * Gives browsers from Chromium 114 on what pdf.js takes for granted: its legacy build fills in everything younger than
 * Chromium 119, and `Promise.withResolvers` is of that age. Import it before pdf.js, in the page and in the worker.
 */
type WithResolvers = {
  withResolvers?: () => {
    readonly promise: Promise<unknown>
    readonly resolve: (value: unknown) => void
    readonly reject: (reason: unknown) => void
  }
}

const promises: WithResolvers = Promise as never
promises.withResolvers ??= () => {
  let resolve: (value: unknown) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
