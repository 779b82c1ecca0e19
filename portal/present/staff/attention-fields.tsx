import { bound } from '../../page-form.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { sayAlert as say } from '../../words/staff-alert.ts'

type Field = Parameters<typeof bound>[0]

/** Time zones to choose from, the present one among them even where no list has it. */
export function TimeZoneSelect({ field, zones, present }: { field: Field; zones: readonly string[]; present: string }) {
	return (
		<Select {...bound(field)} label={say('alert.timeZone')}>
			{(zones.includes(present) ? zones : [present, ...zones]).map((zone) => (
				<option key={zone} value={zone}>
					{zone.replaceAll('_', ' ')}
				</option>
			))}
		</Select>
	)
}

/** From when until when nothing is sent but what cannot wait. */
export function QuietHours({ from, until }: { from: Field; until: Field }) {
	return (
		<>
			<Input {...bound(from)} type="time" required label={say('alert.quietFrom')} />
			<Input {...bound(until)} type="time" required label={say('alert.quietUntil')} hint={say('alert.quietHint')} />
		</>
	)
}
