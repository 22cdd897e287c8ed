import { Link, matchRoute, useLocation, useRouter } from 'wouter'
import type { FeatureRoute } from './feature.ts'
import styles from './navigation.module.css'
import { useMay } from './session.ts'
import { stages } from './stages.ts'

/** The stages that have a page this person may open, in their order; the current one shows its pages. */
export function Navigation({ routes }: { readonly routes: readonly FeatureRoute[] }) {
  const may = useMay()
  const [location] = useLocation()
  const { parser } = useRouter()
  const current = routes.find(({ path }) => matchRoute(parser, path, location)[0])
  const open = routes.filter(({ inNavigation, permission }) => inNavigation && may(permission))
  return (
    <nav className={styles.navigation} aria-label="工作阶段">
      <ul>
        {stages.map((stage) => {
          const pages = open.filter((route) => route.stage === stage)
          if (pages.length === 0) return null
          const isHere = current?.stage === stage
          return (
            <li key={stage}>
              <Link
                to={pages[0]!.path}
                className={styles.stage ?? ''}
                data-here={isHere || undefined}
                aria-current={isHere && (pages.length === 1 || !current.inNavigation) ? 'page' : undefined}
              >
                {stage}
              </Link>
              {isHere && pages.length > 1 && (
                <ul className={styles.pages}>
                  {pages.map(({ path, title, group }, i) => (
                    <li key={path}>
                      {group !== undefined && group !== pages[i - 1]?.group && (
                        <span className={styles.group}>{group}</span>
                      )}
                      <Link
                        to={path}
                        className={styles.page ?? ''}
                        aria-current={isWithin(current.path, path) ? 'page' : undefined}
                      >
                        {title}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A page opened from a list belongs to the list: `/batches/:batch` to `/batches`. */
function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`)
}
