import { spawnSync } from 'node:child_process'

/** True when this machine has the command: tests against other people's programs run only then. */
export function hasTool(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}
