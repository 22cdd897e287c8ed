import { useQuery } from '@tanstack/react-query'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import type { BatchCount } from '../../app/feature.ts'
import { useFeatures } from '../../app/features-context.ts'
import { useMay, usePerson } from '../../app/session.ts'

/** The numbers of a batch from all features that have some. */
export function useBatchCounts(batch: Batch): readonly BatchCount[] {
  const desk = useDesk()
  const person = usePerson()
  const may = useMay()
  const features = useFeatures()
  const { data } = useQuery({
    queryKey: ['batch-counts', batch.id],
    queryFn: async () => {
      const counted = await Promise.all(
        features.map(({ batchCounts }) => batchCounts?.({ desk, person, may }, batch) ?? []),
      )
      return counted.flat()
    },
  })
  return data ?? []
}
