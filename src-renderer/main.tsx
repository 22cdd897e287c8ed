import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { connect } from './backend/connect.ts'
import { stampStyles } from './backend/nonce.ts'
import './ui/tokens.css'

stampStyles()
createRoot(document.getElementById('desk')!).render(<App connection={connect()} />)
