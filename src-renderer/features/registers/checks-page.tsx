import { Segmented } from 'antd'
import { useLocation, useParams } from 'wouter'
import { type RegisterKind, registerKinds } from '../../../src-main/domain/registers/rules.ts'
import { Page } from '../../ui/page.tsx'
import { Entries } from './entries.tsx'
import { ImportButton } from './import-button.tsx'
import { ListsView } from './lists-view.tsx'
import { checksPathOf, type RegisterView, registerViews } from './paths.ts'
import styles from './registers.module.css'
import { ToCheckView } from './to-check-view.tsx'

/** 诚信与信用核查: who is still to be looked up, what was found, which lists were taken in. */
export function ChecksPage() {
  const params = useParams<{ register?: string; view?: string }>()
  const [, navigate] = useLocation()
  const register = registerKinds.find((one) => one === decoded(params.register)) ?? registerKinds[0]
  const view = registerViews.find((one) => one === decoded(params.view)) ?? registerViews[0]
  return (
    <Page
      title="诚信与信用核查"
      remark="登记只在本单位保存。科研诚信用于 F19，社会信用用于 C11，两者分别核查。"
      fills
      actions={<ImportButton register={register} />}
    >
      <div className={styles.head}>
        <Segmented<RegisterKind>
          aria-label="登记的种类"
          value={register}
          options={[...registerKinds]}
          onChange={(next) => navigate(checksPathOf(next, view))}
        />
        <Segmented<RegisterView>
          aria-label="显示的内容"
          value={view}
          options={[...registerViews]}
          onChange={(next) => navigate(checksPathOf(register, next))}
        />
      </div>
      {view === '待核查' && <ToCheckView register={register} />}
      {view === '登记' && <Entries register={register} />}
      {view === '名单' && <ListsView register={register} />}
    </Page>
  )
}

function decoded(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return ''
  }
}
