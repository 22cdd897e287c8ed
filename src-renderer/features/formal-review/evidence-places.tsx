import {
  type Evidence,
  placeInWords,
  type ReviewedDocument,
} from '../../../src-main/domain/formal-review/rules.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import styles from './items.module.css'

const shownOfMachine = 6

/** Where to look: what a person noted, and what the machine noted; each jumps there. */
export function EvidencePlaces({
  places,
  ofMachine,
  documents,
  onLook,
  onPlaces,
  onAttach,
}: {
  readonly places: readonly Evidence[]
  readonly ofMachine: readonly Evidence[]
  readonly documents: readonly ReviewedDocument[]
  readonly onLook: (place: Evidence) => void
  readonly onPlaces?: (places: readonly Evidence[]) => void
  readonly onAttach?: () => void
}) {
  const machineOnly = ofMachine.filter(
    (place, i) => ![...places, ...ofMachine.slice(0, i)].some((one) => isSamePlace(one, place)),
  )
  if (places.length === 0 && machineOnly.length === 0 && !onAttach) return null
  return (
    <div className={styles.places}>
      {places.map((place) => {
        const words = placeInWords(place, documents)
        return (
          <span key={words} className={styles.place}>
            <button type="button" onClick={() => onLook(place)}>
              {words}
            </button>
            {onPlaces && (
              <button
                type="button"
                aria-label={`去掉依据：${words}`}
                onClick={() => onPlaces(places.filter((one) => !isSamePlace(one, place)))}
              >
                <CloseIcon />
              </button>
            )}
          </span>
        )
      })}
      {machineOnly.slice(0, shownOfMachine).map((place) => {
        const words = placeInWords(place, documents)
        return (
          <span key={words} className={styles.place}>
            <button type="button" onClick={() => onLook(place)} title="机器指出的地方">
              {words}
            </button>
          </span>
        )
      })}
      {machineOnly.length > shownOfMachine && <span>等 {machineOnly.length} 处</span>}
      {onAttach && (
        <button type="button" className={styles.add} onClick={onAttach}>
          <kbd>E</kbd> 把所看之处记为依据
        </button>
      )}
    </div>
  )
}

export function isSamePlace(a: Evidence, b: Evidence): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
