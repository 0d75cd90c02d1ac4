using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationLogs.Client.Feed;

/// <summary>The last few jobs of an incident, as hashes of their ids: the attempts of one job come within hours.</summary>
internal static class JobSet
{
    private const int Capacity = 128;
    private const int Size = sizeof(ulong);

    /// <summary>Whether a job is among them. What has no job is none of them.</summary>
    public static bool Contains(byte[] jobs, string? jobId)
    {
        if (jobId is not null)
        {
            ulong hash = HashOf(jobId);
            for (int i = 0; i < jobs.Length; i += Size)
            {
                if (BinaryPrimitives.ReadUInt64LittleEndian(jobs.AsSpan(i)) == hash)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>With one more, and without the oldest where there are too many.</summary>
    public static byte[] Add(byte[] jobs, string? jobId)
    {
        if (jobId is null)
        {
            return jobs;
        }

        byte[] kept = jobs.Length < Capacity * Size ? jobs : jobs[Size..];
        byte[] added = new byte[kept.Length + Size];
        kept.CopyTo(added, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(kept.Length), HashOf(jobId));
        return added;
    }

    private static ulong HashOf(string jobId) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(jobId)));
}
