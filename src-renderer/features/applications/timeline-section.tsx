import { Timeline } from '../history/timeline.tsx'
import { WriteDossiersButton } from '../oversight/write-dossiers.tsx'
import { ApplicationSection } from './application-section.tsx'

/** 时间线: everything that happened to the application. */
export function TimelineSection({ application }: { readonly application: string }) {
  return (
    <ApplicationSection
      title="时间线"
      actions={<WriteDossiersButton applications={[application]} size="small" />}
    >
      <Timeline subject={application} />
    </ApplicationSection>
  )
}
