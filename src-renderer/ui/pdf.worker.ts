import './pdf-polyfill.ts'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
