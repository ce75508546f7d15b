import { type ReactNode, useState } from 'react';
import { Button, IconButton, LinkButton } from '#client/ui/actions/button.tsx';
import { Menu, MenuItem } from '#client/ui/actions/menu.tsx';
import { Avatar, Avatars } from '#client/ui/display/avatar.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { Card, CardGrid } from '#client/ui/display/card.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Countdown, ProgressBar } from '#client/ui/display/progress.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Stepper } from '#client/ui/display/stepper.tsx';
import { Tabs } from '#client/ui/display/tabs.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { Checkbox, RadioGroup, Switch } from '#client/ui/fields/choice.tsx';
import { Select } from '#client/ui/fields/select.tsx';
import { TextArea, TextField } from '#client/ui/fields/text-field.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import { ICON_PATHS, type IconName } from '#client/ui/icons/icon-paths.ts';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import { Tooltip } from '#client/ui/overlays/tooltip.tsx';

const ACCENTS = ['nord', 'ouest', 'sud', 'eurometropole', 'cohort', 'council'];
const STEPS = ['Choisir', 'Rassembler', 'Écrire', 'Discuter', 'Accorder', 'Signer', 'Publier'];
const NOW = Date.now();
const HOUR = 3_600_000;

/** Every component on one page, for the eyes of those who build. In development only. */
export function Component() {
  return (
    <div data-accent="ouest">
      <PageHeader
        title="Galerie des composants"
        crumbs={[{ label: 'Accueil', to: '/' }]}
        intro="Tout ce que le système propose, sur une page, pour juger de l’ensemble."
        details={
          <>
            <Badge tone="accent">Territoire</Badge>
            <Time date={NOW - 5 * HOUR} />
            <Avatars names={['Amina B', 'Bao C', 'Chloé D', 'Dina E', 'Elio F', 'Farid G']} />
          </>
        }
        actions={<Button variant="primary">Ouvrir un sujet</Button>}
      />
      <Actions />
      <Fields />
      <Display />
      <Feedback />
      <Icons />
    </div>
  );
}

const Flow = ({ children }: { readonly children: ReactNode }) => (
  <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem', alignItems: 'center' }}>
    {children}
  </div>
);

function Actions() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Agir">
      <Flow>
        <Button variant="primary" icon="send">
          Répondre
        </Button>
        <Button icon="plus">Proposer</Button>
        <Button variant="quiet">Plus tard</Button>
        <Button variant="danger">Retirer</Button>
        <Button variant="primary" isPending>
          Envoyer
        </Button>
        <Button isDisabled>Indisponible</Button>
        <LinkButton to="/" size="small">
          Petit lien
        </LinkButton>
        <Tooltip text="Une précision au survol">
          <IconButton icon="bell" label="Notifications" />
        </Tooltip>
        <Menu label="Actions" trigger={<Button icon="more">Menu</Button>}>
          <MenuItem icon="edit">Modifier</MenuItem>
          <MenuItem icon="trash" danger>
            Supprimer
          </MenuItem>
        </Menu>
        <Button onPress={() => setOpen(true)}>Dialogue</Button>
        <Button
          onPress={() =>
            showToast({ text: 'Message retiré.', action: { label: 'Annuler', onPress: () => {} } })
          }
        >
          Message bref
        </Button>
      </Flow>
      <Dialog
        title="Quitter cet espace ?"
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={<Button variant="danger">Quitter</Button>}
      >
        <p>Vos messages restent. Vous pourrez revenir quand vous voulez.</p>
      </Dialog>
    </Section>
  );
}

function Fields() {
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<'a' | 'b' | 'c' | null>('b');
  const [on, setOn] = useState(true);
  const options = [
    { value: 'a', label: 'Je soutiens', detail: 'Le texte va dans le bon sens.' },
    { value: 'b', label: 'Je peux vivre avec', detail: 'Sans enthousiasme, sans objection.' },
    { value: 'c', label: 'Je m’y oppose, voici pourquoi' },
  ] as const;
  return (
    <Section title="Remplir">
      <div style={{ display: 'grid', gap: '1.5rem', maxWidth: '34rem' }}>
        <TextField label="Titre" hint="Une phrase courte." value={text} onChange={setText} />
        <TextField label="Adresse" error="Il manque un @ dans cette adresse." value="amina" />
        <TextArea label="Message" optional placeholder="Écrivez ici" />
        <Select label="Votre position" options={options} value={choice} onChange={setChoice} />
        <RadioGroup
          label="Votre position"
          framed
          options={options}
          value={choice}
          onChange={setChoice}
        />
        <Checkbox isSelected={on} onChange={setOn} detail="On peut changer d’avis.">
          Recevoir un résumé par semaine
        </Checkbox>
        <Switch isSelected={on} onChange={setOn}>
          Mode silencieux
        </Switch>
      </div>
    </Section>
  );
}

function Display() {
  return (
    <Section title="Montrer">
      <CardGrid>
        {ACCENTS.map((accent) => (
          <Card
            key={accent}
            title={accent}
            to="/"
            accent={accent}
            above="Territoire"
            footer="128 personnes"
          >
            Le forum des associations, leurs textes et leurs rencontres.
          </Card>
        ))}
      </CardGrid>
      <Rows label="Sujets">
        <Row
          to="/"
          title="Partager un minibus entre clubs"
          start={<Avatar name="Amina Benali" />}
          details="Amina Benali, 14 réponses"
          end={<Time date={NOW - 26 * HOUR} />}
        />
        <Row
          title="Une salle pour le 12 décembre ?"
          start={<Avatar name="Club du Sud" shape="square" accent="sud" />}
          details="3 réponses"
          end={<Badge tone="warning">Question</Badge>}
        />
      </Rows>
      <Stepper
        label="Étapes"
        current="Discuter"
        steps={STEPS.map((label) => ({ key: label, label }))}
      />
      <ProgressBar label="Accord" value={18} maximum={24} words="18 sur 24 se sont prononcés" />
      <Countdown deadline={NOW + 4 * 60_000} duration={7 * 60_000} />
      <Tabs
        label="Vues"
        tabs={[
          { key: 'a', label: 'Conversation', content: <p>Le premier message, puis la suite.</p> },
          { key: 'b', label: 'Liens nés d’ici', content: <p>Un texte, une rencontre.</p> },
        ]}
      />
      <LoadMore hasMore isPending={false} onMore={() => {}} />
    </Section>
  );
}

function Feedback() {
  return (
    <Section title="Dire">
      <div style={{ display: 'grid', gap: '1rem' }}>
        <Banner tone="warning" icon="offline" title="Vous êtes hors ligne.">
          Ce que vous avez déjà ouvert reste lisible.
        </Banner>
        <Banner tone="done">C’est enregistré.</Banner>
        <ErrorState title="Les sujets ne s’affichent pas" onRetry={() => {}}>
          La réponse tarde trop. Vérifiez le réseau, puis réessayez.
        </ErrorState>
        <EmptyState
          icon="forum"
          title="Aucun sujet pour l’instant"
          action={<Button variant="primary">Ouvrir le premier</Button>}
        >
          Posez une question, racontez une action, cherchez de l’aide.
        </EmptyState>
        <Skeleton shape="rows" count={2} />
      </div>
    </Section>
  );
}

function Icons() {
  const names = Object.keys(ICON_PATHS).filter((name): name is IconName => name in ICON_PATHS);
  return (
    <Section title="Icônes">
      <Flow>
        {names.map((name) => (
          <Icon key={name} name={name} size={28} label={name} />
        ))}
      </Flow>
    </Section>
  );
}
