import { join } from 'node:path'
import type { Settings } from '#core/settings.ts'
import { folderStore } from './folder.ts'
import { objectStore } from './object-store.ts'
import type { FileStore } from './store.ts'

/** Object storage where it is set, a folder of the data folder otherwise. */
export function openFiles({ files, dataDir }: Pick<Settings, 'files' | 'dataDir'>): FileStore {
	return files ? objectStore(files) : folderStore(join(dataDir, 'files'))
}
