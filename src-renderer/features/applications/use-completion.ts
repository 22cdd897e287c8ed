import type { Result } from '../../../src-main/core/result.ts'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationContent } from '../../../src-main/domain/applications/record.ts'
import { useDesk } from '../../app/desk.ts'
import { useRecord } from '../../ui/record.ts'

/** Records what was typed beside the document; parts that were not typed stay as they are. */
export function useCompletion({ id, content }: Application) {
  const desk = useDesk()
  const { run, ...running } = useRecord(desk.applications.complete)
  return {
    ...running,
    save: (typed: Partial<ApplicationContent>): Promise<Result<unknown>> =>
      run({ application: id, content: plain({ ...content, ...typed }) }),
  }
}

type Input = Parameters<ReturnType<typeof useDesk>['applications']['complete']>[0]['content']

/** The call takes its own copy of every list. */
function plain(content: ApplicationContent): Input {
  return structuredClone(content) as Input
}

/** Name under which the typing of one part of an application is kept until it is recorded. */
export function draftName(application: string, part: 'info' | 'money' | 'organisations'): string {
  return `${application}/${part}`
}
