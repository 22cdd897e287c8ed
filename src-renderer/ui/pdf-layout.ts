import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PageSize } from './pdf-page.tsx'

/** A factor (1 = as on paper), or as wide as the room is. */
export type Zoom = number | 'fit-width'

/** Strips, gaps and the scroll bar beside a page. */
const besidePage = 24 + 4 + 16 + 2
const captionHeight = 22
const pageGap = 12
const pixelsPerPoint = 96 / 72
/** A4 upright, until the first page tells what it is. */
const usual: PageSize = { width: 595, height: 842 }

export type PageLayout = {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  /** CSS pixels per point. */
  scaleOf(page: number): number
  /** What a page takes on the screen. */
  sizeOf(page: number): PageSize
  /** The page that is being read, from 1. */
  readonly current: number
  /** The same at this moment, when keys come faster than pictures. */
  now(): number
  goTo(page: number): void
  readonly onSize: (page: number, size: PageSize) => void
}

/** Where the pages of a document lie below each other; what is being read stays in place when they change size. */
export function usePageLayout({
  scroller,
  count,
  zoom,
  rotation,
}: {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly count: number
  readonly zoom: Zoom
  readonly rotation: number
}): PageLayout {
  const { width, height: room } = useRoom(scroller)
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map())
  const onSize = useCallback((page: number, size: PageSize) => {
    setSizes((known) => (isSame(known.get(page), size) ? known : new Map(known).set(page, size)))
  }, [])
  const measures = useMemo(() => measuresOf({ width, zoom, rotation, sizes }), [width, zoom, rotation, sizes])

  const heightOf = (page: number) => measures.sizeOf(page).height + captionHeight
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(index + 1),
    gap: pageGap,
    paddingStart: 4,
    // The last page, too, can be brought to the upper edge.
    paddingEnd: Math.max(16, room - heightOf(count) - pageGap),
    overscan: 1,
  })

  const reading = useRef({ page: 1, part: 0 })
  const measured = useRef<PageMeasures | null>(null)
  useLayoutEffect(() => {
    if (measured.current === measures) return
    const isFirst = measured.current === null
    measured.current = measures
    const { page, part } = reading.current
    virtualizer.measure()
    const place = placeOf(virtualizer, page)
    if (!isFirst && place) scrollTo(scroller.current, virtualizer, place.start + part * place.size)
  }, [measures, virtualizer, scroller])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      const page = pageAt(virtualizer, count, element.scrollTop)
      const place = placeOf(virtualizer, page)
      if (place) reading.current = { page, part: (element.scrollTop - place.start) / place.size }
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller, virtualizer, count])

  const now = useCallback(() => reading.current.page, [])
  const goTo = useCallback(
    (page: number) => {
      const wanted = Math.min(Math.max(1, page), Math.max(1, count))
      const place = placeOf(virtualizer, wanted)
      if (place) scrollTo(scroller.current, virtualizer, place.start)
      reading.current = { page: wanted, part: 0 }
    },
    [scroller, virtualizer, count],
  )
  return {
    virtualizer,
    ...measures,
    current: pageAt(virtualizer, count, virtualizer.scrollOffset ?? 0),
    now,
    goTo,
    onSize,
  }
}

type PageMeasures = Pick<PageLayout, 'scaleOf' | 'sizeOf'>

function measuresOf({
  width,
  zoom,
  rotation,
  sizes,
}: {
  readonly width: number
  readonly zoom: Zoom
  readonly rotation: number
  readonly sizes: ReadonlyMap<number, PageSize>
}): PageMeasures {
  const turned = (page: number): PageSize => {
    const size = sizes.get(page) ?? sizes.get(1) ?? usual
    return rotation % 180 === 0 ? size : { width: size.height, height: size.width }
  }
  const scaleOf = (page: number) =>
    zoom === 'fit-width' ? Math.max(160, width - besidePage) / turned(page).width : zoom * pixelsPerPoint
  return {
    scaleOf,
    sizeOf(page) {
      const size = turned(page)
      const scale = scaleOf(page)
      return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
    },
  }
}

function placeOf(virtualizer: Virtualizer<HTMLDivElement, Element>, page: number) {
  // Asking for the whole height brings the places up to date.
  virtualizer.getTotalSize()
  return virtualizer.measurementsCache[page - 1]
}

/** Room for the new places first: the browser goes no further than the height that was last drawn. */
function scrollTo(
  scroller: HTMLDivElement | null,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  top: number,
): void {
  if (!scroller) return
  const pages = scroller.firstElementChild
  if (pages instanceof HTMLElement) pages.style.height = `${virtualizer.getTotalSize()}px`
  scroller.scrollTop = top
}

/** The page at the upper edge, or the one below it when little of it is left in view. */
function pageAt(virtualizer: Virtualizer<HTMLDivElement, Element>, count: number, offset: number): number {
  const top = virtualizer.getVirtualItemForOffset(offset)
  if (!top) return 1
  const isLeaving = top.start < offset - 1 && top.end - offset < (virtualizer.scrollRect?.height ?? 0) / 3
  return Math.min(top.index + (isLeaving ? 2 : 1), Math.max(1, count))
}

function isSame(a: PageSize | undefined, b: PageSize): boolean {
  return a !== undefined && a.width === b.width && a.height === b.height
}

/** Inner width and height of an element, without its scroll bars. */
function useRoom(element: RefObject<HTMLElement | null>): PageSize {
  const [room, setRoom] = useState<PageSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const observed = element.current
    if (!observed) return
    const measure = () => {
      const now = { width: observed.clientWidth, height: observed.clientHeight }
      setRoom((before) => (isSame(before, now) ? before : now))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return room
}
