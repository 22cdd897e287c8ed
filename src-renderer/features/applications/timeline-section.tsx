import { Timeline } from '../history/timeline.tsx'
import { ApplicationSection } from './application-section.tsx'

/** 时间线: everything that happened to the application. */
export function TimelineSection({ application }: { readonly application: string }) {
  return (
    <ApplicationSection title="时间线">
      <Timeline subject={application} />
    </ApplicationSection>
  )
}
