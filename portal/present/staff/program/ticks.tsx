import { Checkbox } from '../../../ui/choice.tsx'

type TicksProps = {
	legend: string
	hint?: string
	name: string
	/** What was ticked when the form came back. */
	chosen: unknown
	options: readonly { value: string; label: string }[]
}

/** Any number of several things. */
export function Ticks({ legend, hint, name, chosen, options }: TicksProps) {
	const ticked = Array.isArray(chosen) ? chosen : [chosen]
	return (
		<fieldset className="mt-6">
			<legend className="mb-1 font-semibold">{legend}</legend>
			{hint ? <p className="mb-2 text-muted text-sm">{hint}</p> : null}
			<div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
				{options.map(({ value, label }) => (
					<div key={value}>
						<Checkbox name={name} value={value} label={label} defaultChecked={ticked.includes(value)} />
					</div>
				))}
			</div>
		</fieldset>
	)
}
