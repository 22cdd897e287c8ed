/** Two Int32: how many wait to write on the backend's connection, and whether a long transaction can give way no more. */
const waiting = 0
const held = 1

/** The side of the connection that people wait for. */
export function createTraffic(): {
  readonly traffic: SharedArrayBuffer
  /** Runs what may have to wait for another connection's transaction, and lets that one know. */
  waitingToWrite<T>(write: () => T): T
} {
  const traffic = new SharedArrayBuffer(8)
  const counts = new Int32Array(traffic)
  return {
    traffic,
    waitingToWrite(write) {
      Atomics.add(counts, waiting, 1)
      try {
        return write()
      } finally {
        Atomics.sub(counts, waiting, 1)
        Atomics.notify(counts, waiting)
      }
    },
  }
}

/** The side of the connection that writes long. */
export function watchTraffic(traffic: SharedArrayBuffer) {
  const counts = new Int32Array(traffic)
  const isWaiting = () => Atomics.load(counts, waiting) > 0
  return {
    isWaiting,
    /** Sleeps until nobody waits. */
    letPass() {
      while (isWaiting()) Atomics.wait(counts, waiting, Atomics.load(counts, waiting), 100)
    },
    /** Says that from now on others would wait for long. */
    hold(isHeld: boolean) {
      Atomics.store(counts, held, isHeld ? 1 : 0)
    },
  }
}

/** True while a write would wait for a long transaction: better to wait without blocking the thread. */
export function isHeld(traffic: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(traffic), held) === 1
}
