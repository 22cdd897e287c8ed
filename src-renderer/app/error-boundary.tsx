import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'

/** Keeps a fault of one page from taking the window with it. A new `key` gives the next page a fresh start. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <EmptyState
        title="这个页面出了意外，没有显示出来"
        action={
          <Button type="primary" onClick={() => this.setState({ hasFailed: false })}>
            重新打开本页
          </Button>
        }
      >
        已保存的内容不受影响。重新打开后仍然出错的，请记下正在做的事，告知系统管理员（代码
        screen/unexpected）。
      </EmptyState>
    )
  }
}
