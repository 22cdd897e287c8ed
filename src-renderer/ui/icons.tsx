import type { ReactNode } from 'react'

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export function FolderIcon() {
  return (
    <Icon>
      <path d="M1.7 12.6V3.4h4.4l1.5 1.7h6.7v7.5z" />
    </Icon>
  )
}

export function FileIcon() {
  return (
    <Icon>
      <path d="M3.4 14.3V1.7h6l3.2 3.2v9.4zM9.2 1.9v3.2h3.2" />
    </Icon>
  )
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="7" cy="7" r="4.6" />
      <path d="m10.4 10.4 3.7 3.7" />
    </Icon>
  )
}

export function DownIcon() {
  return (
    <Icon>
      <path d="m4.5 6.3 3.5 3.5 3.5-3.5" />
    </Icon>
  )
}

export function UpIcon() {
  return (
    <Icon>
      <path d="m4.5 9.7 3.5-3.5 3.5 3.5" />
    </Icon>
  )
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="m4 4 8 8m0-8-8 8" />
    </Icon>
  )
}
