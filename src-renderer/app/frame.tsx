import { App } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { Whoami } from '../../src-main/hosts/backend/entry.ts'
import { DialogsProvider } from '../ui/dialogs.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Waiting } from '../ui/loaded.tsx'
import { useFollowCalendar } from '../ui/working-days.ts'
import { Arranged } from './arranged.tsx'
import { AutoLock } from './auto-lock.tsx'
import { ConditionBanner } from './condition-banner.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { FeatureRoute } from './feature.ts'
import { FeaturesContext } from './features-context.ts'
import styles from './frame.module.css'
import { KeptAfterCut } from './kept-after-cut.tsx'
import { KeyMap } from './key-map.tsx'
import { Navigation } from './navigation.tsx'
import { features } from './routes.ts'
import { PersonContext, useMay } from './session.ts'
import { TopBar } from './top-bar.tsx'
import { Watermark } from './watermark.tsx'

const allRoutes = features.flatMap(({ routes }) => routes)

const GuidePanel = lazy(async () => ({
  default: (await import('../features/guide/guide-panel.tsx')).GuidePanel,
}))

/** The desk of a person who is logged in: top bar, stages, the page. */
export function Frame({ person }: { readonly person: Whoami }) {
  useFollowCalendar()
  const { message, notification } = App.useApp()
  useEffect(
    () => () => {
      message.destroy()
      notification.destroy()
    },
    [message, notification],
  )
  return (
    <PersonContext value={person}>
      <FeaturesContext value={features}>
        <Arranged>
          <DialogsProvider>
            <AutoLock />
            <KeyMap />
            <div className={styles.frame}>
              <button type="button" className={styles.skip} onClick={skipToMain}>
                跳到正文
              </button>
              <TopBar />
              <div className={styles.notices}>
                <ConditionBanner />
                <KeptAfterCut />
              </div>
              <Navigation routes={allRoutes} />
              <main id="main" tabIndex={-1} className={styles.main}>
                <CurrentPage />
              </main>
              <Suspense fallback={null}>{person.environment === '演练' && <GuidePanel />}</Suspense>
              {person.environment === '演练' && <Watermark text="演练" />}
            </div>
          </DialogsProvider>
        </Arranged>
      </FeaturesContext>
    </PersonContext>
  )
}

/** A link would change the address, which belongs to the router. */
function skipToMain() {
  document.getElementById('main')?.focus()
}

function CurrentPage() {
  const [location] = useLocation()
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/">
            <Redirect to="/work-bench" replace />
          </Route>
          {allRoutes.map((route) => (
            <Route key={route.path} path={route.path}>
              <Permitted route={route} />
            </Route>
          ))}
          <Route>
            <EmptyState title="没有这个页面">请从左侧选择要办理的事项。</EmptyState>
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}

function Permitted({ route: { permission, component: Page } }: { readonly route: FeatureRoute }) {
  const may = useMay()
  if (may(permission)) return <Page />
  return (
    <EmptyState title="您的角色不能打开这个页面">
      需要办理的，请联系有相应角色的同事，或请管理员调整您的角色（代码 desk/not-permitted）。
    </EmptyState>
  )
}
