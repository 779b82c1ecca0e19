/** A photo above this is made smaller before it is sent. */
const largeBytes = 1_500_000
/** Papers stay readable on photos this wide or high. */
const longestSide = 2400

/** A photo as it is sent: a large one smaller, as JPEG; anything else, and what this browser cannot draw, as it is. */
export async function shrink(file: File): Promise<{ name: string; content: Blob }> {
	const asItIs = { name: file.name, content: file }
	if (file.size <= largeBytes || !/^image\/(jpeg|png|webp)$/.test(file.type)) return asItIs
	try {
		const picture = await createImageBitmap(file)
		const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
		const canvas = document.createElement('canvas')
		canvas.width = Math.round(picture.width * scale)
		canvas.height = Math.round(picture.height * scale)
		canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
		picture.close()
		const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
		if (!content || content.size >= file.size) return asItIs
		return { name: `${file.name.replace(/\.\w+$/, '')}.jpg`, content }
	} catch {
		return asItIs
	}
}
