export const writePictures = (_url: string, _folder: string, _only: string) => Promise.resolve()
