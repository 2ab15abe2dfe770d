export const liveSection = (): string[] => [];
