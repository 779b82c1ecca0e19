import { Form } from '@remix-run/react'
import { useIsSending } from '#portal/page-form.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { EntryFields } from './entry-form.tsx'

type WriteDownProps = {
	caseId: string
	userId: string
	entryKey: string
	currency: string
	overdueMinor: bigint
	typed: Record<string, string>
}

/** The form of an entry. */
export function WriteDown({ entryKey, currency, overdueMinor, typed }: WriteDownProps) {
	const busy = useIsSending('log')
	return (
		<Section title={say('collection.write')} id="write">
			<Card className="max-w-2xl">
				<Form method="post" encType="multipart/form-data">
					<EntryFields {...{ entryKey, currency, overdueMinor, typed, busy }} />
				</Form>
			</Card>
		</Section>
	)
}
