import { useEffect, useState } from 'react'
import { Button } from '#portal/ui/button.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

type Where = { latitude: string; longitude: string; metres: number | null }

/** To a tenth of a metre. */
const degrees = (measured: number) => String(Math.round(measured * 1_000_000) / 1_000_000)

/** The place in words, and where the device is if whoever holds it wants that: the browser asks them once more. */
export function Place({ typed }: { typed: Record<string, string> }) {
	const [mayAsk, setMayAsk] = useState(false)
	const [where, setWhere] = useState<Where>({
		...{ latitude: typed.latitude ?? '', longitude: typed.longitude ?? '', metres: null },
	})
	const [said, setSaid] = useState<'locating' | 'notLocated' | null>(null)
	useEffect(() => setMayAsk('geolocation' in navigator), [])
	const locate = () => {
		setSaid('locating')
		navigator.geolocation.getCurrentPosition(
			({ coords: { latitude, longitude, accuracy } }) => {
				setWhere({ latitude: degrees(latitude), longitude: degrees(longitude), metres: Math.round(accuracy) })
				setSaid(null)
			},
			() => setSaid('notLocated'),
			{ enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
		)
	}
	const isKnown = where.latitude !== ''
	return (
		<div className="mt-8">
			<input type="hidden" name="latitude" value={where.latitude} />
			<input type="hidden" name="longitude" value={where.longitude} />
			<Input
				label={say('collection.place')}
				hint={say('collection.placeHint')}
				name="place"
				maxLength={300}
				defaultValue={typed.place}
				optional
			/>
			<div className="mt-2 flex flex-wrap items-center gap-3">
				{mayAsk && !isKnown ? (
					<Button kind="secondary" size="small" type="button" onClick={locate} busy={said === 'locating'}>
						{say('collection.locate')}
					</Button>
				) : null}
				{isKnown ? (
					<Button
						kind="secondary"
						size="small"
						type="button"
						onClick={() => setWhere({ latitude: '', longitude: '', metres: null })}
					>
						{say('collection.forget')}
					</Button>
				) : null}
				<span role="status" className="text-muted text-sm">
					{isKnown
						? where.metres === null
							? `${where.latitude}, ${where.longitude}`
							: say('collection.located', { metres: where.metres })
						: said
							? say(`collection.${said}`)
							: ''}
				</span>
			</div>
		</div>
	)
}
