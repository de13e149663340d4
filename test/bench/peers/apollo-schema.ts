import type { GraphQLSchema } from 'graphql';
import { Arg, buildSchema, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { relationshipOf } from '../../../adapters/resident-registry/codes.js';
import type { PeerContext } from './apollo-loaders.js';
import { COVERAGE_SQL, coverageCells, coverageParameters, type CoverageRow } from './coverage-count.js';
import { Immunization, MedicalInstitution, Resident } from './entities.js';
import { ageOn, eraDay, toEra } from './legacy-values.js';
import {
  CoverageCell,
  CoverageDimension,
  Household,
  ImmunizationPayload,
  RecordImmunizationInput,
  ResidentConnection,
  ResidentFilter,
} from './type-graphql-types.js';

@Resolver(() => Resident)
class ResidentResolver {
  @Query(() => Resident, { nullable: true })
  resident(
    @Arg('atenaNumber', () => ID) atenaNumber: string,
    @Ctx() { sources }: PeerContext,
  ): Promise<Resident | null> {
    return sources.registry.getRepository(Resident).findOneBy({ atenaNumber });
  }

  @Query(() => ResidentConnection)
  async residents(
    @Arg('where', () => ResidentFilter) where: ResidentFilter,
    @Arg('first', () => Int) first: number,
    @Ctx() { sources }: PeerContext,
  ): Promise<ResidentConnection> {
    const nodes = await sources.registry.getRepository(Resident).find({
      where: { atenaNumber: In(where.atenaNumbers ?? []), status: '1' },
      order: { atenaNumber: 'ASC' },
      take: first,
    });
    return { nodes };
  }

  @FieldResolver(() => Int, { nullable: true })
  age(@Root() { birthDate }: Resident, @Ctx() { settings }: PeerContext): number | null {
    return ageOn(birthDate?.iso ?? null, settings.today);
  }

  @FieldResolver(() => Household, { nullable: true })
  async household(
    @Root() { householdNumber }: Resident,
    @Ctx() { loaders }: PeerContext,
  ): Promise<Household> {
    const residents = await loaders.households.load(householdNumber);
    const members = residents.map((resident) => ({
      relationship: relationshipOf(resident.relationship),
      head: resident.relationship === '02',
      resident,
    }));
    return { members };
  }

  @FieldResolver(() => [Immunization], { nullable: true })
  immunizations(@Root() { atenaNumber }: Resident, @Ctx() { loaders }: PeerContext): Promise<Immunization[]> {
    return loaders.immunizations.load(atenaNumber);
  }
}

@Resolver(() => Immunization)
class ImmunizationResolver {
  @FieldResolver(() => Int, { nullable: true })
  async ageAtVaccination(
    @Root() { healthNumber, date }: Immunization,
    @Ctx() { loaders }: PeerContext,
  ): Promise<number | null> {
    const person = await loaders.healthPersons.load(healthNumber);
    return ageOn(person?.birthDate.iso ?? null, date.iso);
  }

  @FieldResolver(() => MedicalInstitution, { nullable: true })
  async institution(
    @Root() { institutionCode }: Immunization,
    @Ctx() { loaders }: PeerContext,
  ): Promise<MedicalInstitution | null> {
    return institutionCode === null ? null : loaders.institutions.load(institutionCode);
  }

  @Mutation(() => ImmunizationPayload, { nullable: true })
  async recordImmunization(
    @Arg('input', () => RecordImmunizationInput) input: RecordImmunizationInput,
    @Ctx() { sources, loaders }: PeerContext,
  ): Promise<ImmunizationPayload> {
    const repository = sources.health.getRepository(Immunization);
    const [healthNumber = ''] = await loaders.numbers.load(input.atenaNumber);
    const vaccine = { code: input.vaccine };
    const newest = await repository.maximum('dose', { healthNumber, vaccine });
    const { billingMonth, setting, manufacturer, lot, doseMl } = input;
    const { id } = await repository.save(
      repository.create({
        ...{ healthNumber, vaccine, dose: (newest ?? 0) + 1, date: eraDay(toEra(input.date)) },
        ...{ billingMonth, setting, manufacturer, lot, doseMl, place: null, doctor: null },
        ...{ preExam: { result: 'VACCINATED' }, withdrawn: '0', recordedBy: input.idempotencyKey },
      }),
    );
    return { userErrors: [], immunization: await repository.findOneBy({ id }) };
  }
}

@Resolver()
class CoverageResolver {
  @Query(() => [CoverageCell])
  async immunizationCoverage(
    @Arg('vaccine', () => String) _vaccine: string,
    @Arg('by', () => [CoverageDimension]) _by: CoverageDimension[],
    @Ctx() { sources, settings }: PeerContext,
  ): Promise<readonly CoverageCell[]> {
    const parameters = [...coverageParameters(settings.coverage)];
    const rows = await sources.health.query<CoverageRow[]>(COVERAGE_SQL, parameters);
    return coverageCells(rows, settings.coverage);
  }
}

export function buildPeerSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [ResidentResolver, ImmunizationResolver, CoverageResolver],
    validate: false,
  });
}
