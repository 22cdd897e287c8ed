/** Keeps what a job prepared until the person decides: a token for the renderer, the value in a private file. */
export type Staging = {
  put(value: unknown): Promise<string>
  get(token: string): Promise<unknown>
  drop(token: string): Promise<void>
}
