import { Link } from 'wouter'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import { versionLabel } from '../../../src-main/domain/supply/rules.ts'
import { Section } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { comparePath } from './paths.ts'
import styles from './supply-page.module.css'

/** The versions of an application: what was reviewed first, and what came since. */
export function VersionsSection({ page }: { readonly page: SupplyPage }) {
  const { versions, application } = page
  if (versions.length === 0) {
    return (
      <Section title="版本">
        <p className={styles.quiet}>
          还没有补交版本。登记收到的材料时，附上的文件和补录的内容会并入「补交 1」，可与第 1
          次申报逐项、逐页对照。
        </p>
      </Section>
    )
  }
  return (
    <Section title="版本">
      <SmallTable
        label="版本"
        head={['版本', '收到日期', '附件', '说明', '对照']}
        rows={versions.map(({ number, day, documents, note }) => ({
          key: String(number),
          cells: [
            versionLabel(number),
            day,
            `${documents.length} 份`,
            note,
            <span key="compare" className={styles.standing}>
              <Link to={comparePath(application.id, number - 1, number)}>与上一版对照</Link>
              {number > 1 && <Link to={comparePath(application.id, 0, number)}>与第 1 次申报对照</Link>}
            </span>,
          ],
        }))}
      />
    </Section>
  )
}
