import { Button } from '#ui/form/Button.tsx'

/** Phrases ready to be put into a text; none is put there by itself. */
export const Phrases = ({ phrases, onPhrase }: { readonly phrases: readonly string[]; readonly onPhrase: (phrase: string) => void }) => (
  <div className="co-phrases" role="group" aria-label="常用语">
    <span>常用语</span>
    {phrases.map((phrase) => (
      <Button key={phrase} onClick={() => onPhrase(phrase)}>
        {phrase}
      </Button>
    ))}
  </div>
)
