import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** The right of one browser to this desk: a token in the start address, good once, exchanged for a cookie. */
export type Ticket = {
  readonly token: string
  /** The cookie's value for the first who brings the token, null for anybody else. */
  claim(token: string): string | null
  /** Digest of the cookie when it is the one that was given out, else null. */
  holder(cookie: string | undefined): string | null
}

/** `claimed` is the digest of a cookie given out earlier: the backend was restarted, the browser is the same. */
export function createTicket(claimed: string | null = null): Ticket {
  const token = secret()
  let holder = claimed
  return {
    token,
    claim(offered) {
      if (holder !== null || !same(digest(offered), digest(token))) return null
      const cookie = secret()
      holder = digest(cookie)
      return cookie
    },
    holder(cookie) {
      return holder !== null && cookie !== undefined && same(digest(cookie), holder) ? holder : null
    },
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
