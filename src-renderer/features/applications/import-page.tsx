import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { ImportWizard } from './import-wizard.tsx'
import { useBatches } from './use-batches.ts'

/** Takes a list from outside in: choose, say what the columns mean, see every problem, confirm. */
export function ImportPage() {
  const { query, batch, all } = useBatches()
  return (
    <Page title="导入申报清单" fills>
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <EmptyState title="还没有批次">请先在「批次」中建立批次，再导入申报清单。</EmptyState>
          ) : (
            <ImportWizard batches={all} initial={batch ?? all[0]!} />
          )
        }
      </Loaded>
    </Page>
  )
}
