import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { createQueryClient } from '../backend/queries.ts'
import { FirstRun } from '../features/entry/first-run.tsx'
import { Lock } from '../features/entry/lock.tsx'
import { Login } from '../features/entry/login.tsx'
import { DialogsProvider } from '../ui/dialogs.tsx'
import { Waiting } from '../ui/loaded.tsx'
import { RefusalNote } from '../ui/refusal.tsx'
import { TableMemoryContext, type TablePlace } from '../ui/table-memory.ts'
import { ActivityContext, createActivity } from './activity.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { ConnectionContext, type DeskConnection } from './desk.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { HostWindow } from './host-window.tsx'
import { createSessionMemory, SessionContext, useSession } from './session.ts'
import { deskTheme } from './theme.ts'

dayjs.locale('zh-cn')

/** The whole window: providers around, then whatever the session asks for. */
export function App({ connection }: { readonly connection: DeskConnection }) {
  const [queries] = useState(() => createQueryClient(connection))
  const [memory] = useState(createSessionMemory)
  const [activity] = useState(createActivity)
  const [theme] = useState(deskTheme)
  const [places] = useState(() => new Map<string, TablePlace>())
  return (
    <ConnectionContext value={connection}>
      <SessionContext value={memory}>
        <ActivityContext value={activity}>
          <QueryClientProvider client={queries}>
            <ConfigProvider
              locale={zhCN}
              theme={theme}
              button={{ autoInsertSpace: false }}
              wave={{ disabled: true }}
              modal={{ styles: { header: { marginBottom: 12 } } }}
            >
              <AntdApp component={false} message={{ top: 56 }} notification={{ top: 56, maxCount: 3 }}>
                <ErrorBoundary>
                  <ConnectionBanner />
                  <DialogsProvider>
                    <HostWindow />
                  </DialogsProvider>
                  <Router hook={useHashLocation}>
                    <TableMemoryContext value={places}>
                      <Window />
                    </TableMemoryContext>
                  </Router>
                </ErrorBoundary>
              </AntdApp>
            </ConfigProvider>
          </QueryClientProvider>
        </ActivityContext>
      </SessionContext>
    </ConnectionContext>
  )
}

function Window() {
  const session = useSession()
  switch (session.kind) {
    case 'connecting':
      return <Waiting />
    case 'failed':
      return <RefusalNote refusal={session.refusal} />
    case 'first-run':
      return (
        <DialogsProvider>
          <FirstRun />
        </DialogsProvider>
      )
    case 'login':
      return (
        <DialogsProvider>
          <Login desks={session.desks} />
        </DialogsProvider>
      )
    case 'locked':
      return <Lock desks={session.desks} last={session.last} reason={session.reason} />
    case 'working':
      return <Frame person={session.person} />
  }
}
