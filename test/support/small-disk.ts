import { execFileSync } from 'node:child_process'

/** Runs `work` on a file system of so many KiB, where this user may mount one; false where not. */
export async function withSmallDisk(
  folder: string,
  kib: number,
  work: (folder: string) => Promise<void>,
): Promise<boolean> {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  try {
    await work(folder)
    return true
  } finally {
    execFileSync('umount', [folder])
  }
}
