using System.Globalization;

namespace IntegrationLogs.Client.Feed;

/// <summary>Incidents by what the vendor says of its integrations.</summary>
internal sealed class ReportedIncidents(LogSource source, IncidentBoard board)
{
    /// <summary>Takes what the vendor says of the integrations whose logs the source has.</summary>
    public void Take(IntegrationListing listing)
    {
        IEnumerable<string> known = board.State.ByIntegration.Keys.Where(id => id.Length > 0);
        IEnumerable<string> failing = listing.ById.Where(one => one.Value.Failing is not null).Select(one => one.Key);
        string[] ids = source.IntegrationId is string own ? [own] : [.. known.Union(failing).Order(StringComparer.Ordinal)];
        foreach (string id in ids)
        {
            ListedIntegration? listed = listing.ById.GetValueOrDefault(id);
            if (listed?.Failing is FailingIntegration reported)
            {
                Fail(id, reported, listing.At);
            }
            else
            {
                Work(id, isListed: listed is not null, listing.At);
            }
        }
    }

    private void Fail(string id, FailingIntegration reported, DateTimeOffset at)
    {
        TrackedIncident[] open = [.. board.Of(id).Where(one => one.IsOpen)];
        foreach (TrackedIncident tracked in open)
        {
            board.Set(id, tracked, tracked with
            {
                IsReported = true,
                ReportedAt = at,
                RecoveringSince = null,
                Incident = tracked.Incident with
                {
                    ReportedFailingSince = reported.FailingSince ?? tracked.Incident.ReportedFailingSince,
                    IntegrationName = reported.Name ?? tracked.Incident.IntegrationName,
                },
            });
        }

        if (open.Length > 0)
        {
            return;
        }

        string since = reported.Integration.StartedFailingAtText
            ?? reported.FailingSince?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty;
        Incident incident = board.NewIncident(id, reported.Name, new IncidentCause { Kind = IncidentCauseKind.ReportedFailing });
        board.Open(id, null, new TrackedIncident
        {
            IsOpen = true,
            IsReported = true,
            ReportedAt = at,
            Incident = incident with
            {
                Id = board.IdOf(id, $"reported\n{since}"),
                OpenedAt = reported.FailingSince ?? at,
                ReportedFailingSince = reported.FailingSince,
            },
        });
    }

    /// <summary>What is not listed is not said to work: it is over when it was quiet for long enough.</summary>
    private void Work(string id, bool isListed, DateTimeOffset at)
    {
        foreach (TrackedIncident tracked in board.Of(id).Where(one => one.IsReported))
        {
            if (isListed)
            {
                board.Resolve(id, tracked, IncidentResolution.ReportedWorking, at);
            }
            else
            {
                board.Set(id, tracked, tracked with { IsReported = false });
            }
        }
    }
}
