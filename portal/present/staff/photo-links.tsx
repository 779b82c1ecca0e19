import type { FoundAttachment } from '#core/message/attachment.ts'
import { TextLink } from '#portal/ui/link.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'

/** Photos that somebody took on the spot, small; each leads to the whole of it. */
export function PhotoLinks({ photos, at }: { photos: readonly FoundAttachment[]; at: string }) {
	if (photos.length === 0) return null
	return (
		<span className="mt-2 flex flex-wrap gap-2">
			{photos.map(({ id, fileName, mediaType }) => {
				const href = `${at}/${id}`
				return mediaType.startsWith('image/') ? (
					<a key={id} href={href} download>
						<img
							src={href}
							alt={say('collection.photo', { name: fileName })}
							loading="lazy"
							width="96"
							height="96"
							className="size-24 rounded-field border border-line object-cover"
						/>
					</a>
				) : (
					<TextLink key={id} href={href} download>
						{fileName}
					</TextLink>
				)
			})}
		</span>
	)
}
